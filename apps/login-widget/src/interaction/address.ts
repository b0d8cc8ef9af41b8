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

export type PageLocation = Pick<Location, 'pathname' | 'search' | 'hash'>;

/** What follows `/sign-in/`: the name of a sign-in, or of a page. */
export const pageName = ({ pathname }: PageLocation): string => pathname.split('/').filter(Boolean)[1] ?? '';

/** What the fragment says. Anybody can write a link: nothing of it is believed, and no sentence of it shown. */
export const readFacts = ({ hash }: PageLocation): URLSearchParams => new URLSearchParams(hash.slice(1));

export const isErrorCode = (code: string): code is ErrorCode => codes.has(code);

/** Reads `/sign-in/{uid}?attempt=#error=`; an error that is no code of ours is not shown. */
export const readAddress = (location: PageLocation): WidgetAddress => {
  const error = readFacts(location).get('error') ?? '';
  return {
    uid: pageName(location),
    attempt: new URLSearchParams(location.search).get('attempt'),
    error: isErrorCode(error) ? error : null,
  };
};
