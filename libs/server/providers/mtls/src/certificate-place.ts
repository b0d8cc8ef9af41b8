import type { FastifyRequest } from 'fastify';
import type { MtlsConfig } from './mtls.config.js';

/**
 * A browser keeps its answer to "which certificate?" by host name until it is closed, and the answer "none" too. So a sign-in that
 * succeeded at a fresh host has to start there next time: at the usual one the browser would repeat the answer that did not help.
 */
const label = /^[0-9a-f]{16}$/;

/** The origin at a place, which is the first label of a fresh host; the usual origin when there is none. */
export const originOf = (
  { MTLS_ORIGIN, MTLS_FRESH_ORIGIN }: Pick<MtlsConfig, 'MTLS_ORIGIN' | 'MTLS_FRESH_ORIGIN'>,
  place: string | null | undefined,
): string => (place && label.test(place) && MTLS_FRESH_ORIGIN?.replace('{attempt}', place)) || MTLS_ORIGIN;

/** The place where a browser showed its certificate; null at the usual host. The Host header can be forged, so it proves nothing. */
export const placeOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | null => {
  const first = headers.host?.split('.', 1)[0] ?? '';
  return label.test(first) ? first : null;
};
