import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';

/**
 * A cookie as the engine itself would set it, with its signature, in the form of a Cookie header.
 *
 * @param name the cookie's name
 * @param value without characters that a cookie cannot hold
 */
export const signedCookie = (
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  value: string,
): string => {
  const { keys } = provider.createContext(request, response).cookies as unknown as {
    readonly keys: { sign(text: string): string };
  };
  const pair = `${name}=${value}`;
  return `${pair}; ${name}.sig=${keys.sign(pair)}`;
};
