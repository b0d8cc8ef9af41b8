import type { Posted } from './posted-body.js';

interface Placed {
  readonly body: Posted;
  readonly authorization: string | undefined;
}

/** RFC 6749 §2.3.1: both are form-encoded before they are joined. */
const encode = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

/**
 * A secret in the body, put into the header where the application is registered with `client_secret_basic`. Whether it is the right
 * one is looked at afterwards, as at the first address. Two ways at once stay what they are, for the engine to refuse.
 */
export const withSecretAsRegistered = (body: Posted, authorization: string | undefined, method: unknown): Placed => {
  const { client_id: id, client_secret: secret, ...rest } = body;
  const isMovable = method === 'client_secret_basic' && typeof id === 'string' && typeof secret === 'string';
  if (!isMovable || authorization !== undefined || 'client_assertion' in rest) return { body, authorization };
  const pair = Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64');
  return { body: rest, authorization: `Basic ${pair}` };
};
