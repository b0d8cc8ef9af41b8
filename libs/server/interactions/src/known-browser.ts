import type { FastifyRequest } from 'fastify';
import { readPlaces } from './certificate-place-cookie.js';
import type { ExpiringCertificateCookie } from './expiring-certificate-cookie.js';
import { readLastMethod } from './last-method-cookie.js';
import type { KnownBrowser } from './view/method-views.js';

/** What the cookies of a browser say about its earlier sign-ins. */
export const knownBrowserOf = (
  request: Pick<FastifyRequest, 'headers'>,
  expiring: ExpiringCertificateCookie,
): KnownBrowser => ({
  lastMethod: readLastMethod(request),
  places: readPlaces(request),
  certificateOwner: expiring.owner(request),
});
