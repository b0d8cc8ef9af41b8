import type { ErrorCode } from '@postern/contracts';
import { certificateErrorCodes, generalErrorCodes } from '@postern/contracts';

/** What the page's URL contains. */
export interface WidgetAddress {
  readonly uid: string;
  /** Id of a certificate that was refused or is not linked to an account yet. */
  readonly attempt: string | null;
  /** Why the browser came back without a result. */
  readonly error: ErrorCode | null;
}

const codes: ReadonlySet<string> = new Set([...certificateErrorCodes, ...generalErrorCodes]);

export type PageLocation = Pick<Location, 'pathname' | 'search' | 'hash'>;

/** The path segment after `/sign-in/`: the id of a sign-in, or the name of a page. */
export const pageName = ({ pathname }: PageLocation): string => pathname.split('/').filter(Boolean)[1] ?? '';

/** Parameters of the fragment. Anyone can craft a link, so its values are not trusted and never shown as text. */
export const readFacts = ({ hash }: PageLocation): URLSearchParams => new URLSearchParams(hash.slice(1));

export const isErrorCode = (code: string): code is ErrorCode => codes.has(code);

/** Parses `/sign-in/{uid}?attempt=#error=`; an unknown error code is ignored. */
export const readAddress = (location: PageLocation): WidgetAddress => {
  const error = readFacts(location).get('error') ?? '';
  return {
    uid: pageName(location),
    attempt: new URLSearchParams(location.search).get('attempt'),
    error: isErrorCode(error) ? error : null,
  };
};
