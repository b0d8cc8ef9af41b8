import type { FastifyRequest } from 'fastify';
import type { MtlsConfig } from './mtls.config.js';

/**
 * A browser keeps its answer to "which certificate?" by host name until it is closed, and the answer "none" too. So a sign-in that
 * succeeded at a fresh host has to start there next time: at the usual one the browser would repeat the answer that did not help.
 */
const label = /^[0-9a-f]{16}$/;
const placed = /^([0-9a-f]{16})(?=[-.]|$)/;

type Origins = Pick<MtlsConfig, 'MTLS_ORIGIN' | 'MTLS_FRESH_ORIGIN'>;

/**
 * The origin at a place, which is the first label of a fresh host; the usual origin when there is none.
 *
 * @param name of a method's own origin: the first label of its host, and the end of the first label of its fresh hosts, so that one
 * wildcard covers them all
 */
export const originOf = (
  { MTLS_ORIGIN, MTLS_FRESH_ORIGIN }: Origins,
  place: string | null | undefined,
  name: string | null = null,
): string => {
  const parts = [place && label.test(place) ? place : null, name].filter((part) => part !== null);
  return (parts.length > 0 && MTLS_FRESH_ORIGIN?.replace('{attempt}', parts.join('-'))) || MTLS_ORIGIN;
};

/** The place where a browser showed its certificate; null at the usual host. The Host header can be forged, so it proves nothing. */
export const placeOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | null =>
  placed.exec(headers.host ?? '')?.[1] ?? null;
