import { readCookie } from '@postern/requests';
import type { FastifyReply, FastifyRequest } from 'fastify';

const name = '__Host-postern_last_method';
const year = 365 * 24 * 60 * 60;
const methodId = /^[0-9a-f-]{36}$/;

/** Which method this browser signed in with last: a convenience, proves nothing. */
export const readLastMethod = (request: Pick<FastifyRequest, 'headers'>): string | null => {
  const value = readCookie(request, name) ?? '';
  return methodId.test(value) ? value : null;
};

/** Set on the raw response, because the engine may send it. */
export const rememberLastMethod = ({ raw }: Pick<FastifyReply, 'raw'>, id: string): void => {
  raw.appendHeader('set-cookie', `${name}=${id}; Path=/; Max-Age=${year}; Secure; HttpOnly; SameSite=Lax`);
};
