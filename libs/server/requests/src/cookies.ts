import type { IncomingHttpHeaders } from 'node:http';

/** A request as far as its cookies matter. */
export interface WithCookies {
  readonly headers: Pick<IncomingHttpHeaders, 'cookie'>;
}

/**
 * Name and value of every cookie, in the browser's order (RFC 6265 §4.2.1). Split exactly as browsers join them: a name that begins with a
 * space is another name, which a sibling host may have set.
 */
export const readCookies = ({ headers }: WithCookies): readonly (readonly [name: string, value: string])[] =>
  (headers.cookie ?? '').split('; ').map((pair) => {
    const end = pair.indexOf('=');
    return [pair.slice(0, Math.max(end, 0)), pair.slice(end + 1)];
  });

/** Value of the first cookie of that name. */
export const readCookie = (request: WithCookies, name: string): string | undefined =>
  readCookies(request).find(([given]) => given === name)?.[1];
