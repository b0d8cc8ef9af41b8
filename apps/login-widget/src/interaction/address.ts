import type { ErrorCode } from '@postern/contracts';
import { certificateErrorCodes, generalErrorCodes } from '@postern/contracts';

/** What the page's own address says. */
export interface WidgetAddress {
  readonly uid: string;
  /** A certificate that was refused, or belongs to nobody yet. */
  readonly attempt: string | null;
  /** Why the browser came back without a result. */
  readonly error: ErrorCode | null;
}

const codes: ReadonlySet<string> = new Set([...certificateErrorCodes, ...generalErrorCodes]);

/** Where the server sends a browser whose sign-in it cannot name; there is nothing to ask for. */
export const nowhere = 'error';

/** Reads `/sign-in/{uid}?attempt=#error=`; an error that is no code of ours is not shown. */
export const readAddress = ({
  pathname,
  search,
  hash,
}: Pick<Location, 'pathname' | 'search' | 'hash'>): WidgetAddress => {
  const error = new URLSearchParams(hash.slice(1)).get('error');
  return {
    uid: pathname.split('/').filter(Boolean)[1] ?? nowhere,
    attempt: new URLSearchParams(search).get('attempt'),
    error: error !== null && codes.has(error) ? (error as ErrorCode) : null,
  };
};
