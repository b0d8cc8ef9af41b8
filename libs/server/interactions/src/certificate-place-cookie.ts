import { readCookie } from '@postern/requests';
import type { FastifyReply, FastifyRequest } from 'fastify';

const name = '__Host-postern_certificate_place';
const halfYear = 180 * 24 * 60 * 60;
/** Methods that are remembered; the least recently used one is dropped. */
const most = 4;
const entry = /^[0-9a-f-]{36}\.[0-9a-f]{16}$/;
const place = /^[0-9a-f]{16}$/;

const readEntries = (request: Pick<FastifyRequest, 'headers'>): readonly string[] =>
  (readCookie(request, name)?.split('_') ?? []).filter((text) => entry.test(text)).slice(0, most);

/** By method: where this browser signed in with a certificate last, other than at the usual host. No secret, proves nothing. */
export const readPlaces = (request: Pick<FastifyRequest, 'headers'>): ReadonlyMap<string, string> =>
  new Map(readEntries(request).map((text) => text.split('.') as [string, string]));

/** Does nothing for a malformed place. Set on the raw response, because the engine may send it. */
export const rememberPlace = (
  request: Pick<FastifyRequest, 'headers'>,
  { raw }: Pick<FastifyReply, 'raw'>,
  methodId: string,
  where: unknown,
): void => {
  if (typeof where !== 'string' || !place.test(where)) return;
  const others = readEntries(request).filter((text) => !text.startsWith(`${methodId}.`));
  const value = [`${methodId}.${where}`, ...others].slice(0, most).join('_');
  raw.appendHeader('set-cookie', `${name}=${value}; Path=/; Max-Age=${halfYear}; Secure; HttpOnly; SameSite=Lax`);
};
