import type { IncomingMessage } from 'node:http';

/** Where the engine is mounted; part of the issuer. */
export const enginePath = '/oidc';

/** The token endpoint under the address that Auth0's libraries know. */
export const secondTokenPath = '/oauth/token';

const atSecondAddress = new WeakSet<IncomingMessage>();

export const isSecondAddress = (request: IncomingMessage): boolean => atSecondAddress.has(request);

/** The path that the engine knows; rewrites the second address to the first. */
export const pathWithinEngine = (request: IncomingMessage): string => {
  const url = request.url ?? '/';
  const [path = '', query] = url.split('?', 2);
  if (path !== secondTokenPath) return url.slice(enginePath.length) || '/';
  atSecondAddress.add(request);
  return query === undefined ? '/token' : `/token?${query}`;
};
