import type { IncomingMessage } from 'node:http';

/** Who is asked for a certificate there. What one of them says about certificates counts nothing on the other. */
export type CertificateListener = 'people' | 'applications';

const listeners = new WeakMap<IncomingMessage, CertificateListener>();

/** Called by the server's own listener for people's certificates, and by nobody else, for every request that comes in over it. */
export const markAsCertificateSocket = (request: IncomingMessage): void => {
  listeners.set(request, 'people');
};

/** The same for the listener where applications show theirs. */
export const markAsClientSocket = (request: IncomingMessage): void => {
  listeners.set(request, 'applications');
};

/** The certificate listener whose own socket a request came in over; undefined for any other socket. No header can say so. */
export const listenerOf = (request: IncomingMessage): CertificateListener | undefined => listeners.get(request);

/** Whether a request came in over the socket of people's certificate listener. */
export const cameOverCertificateSocket = (request: IncomingMessage): boolean => listenerOf(request) === 'people';

/** Names of headers that speak of a client certificate or vouch for one, however they are spelled. */
export const certificateHeaderPattern = /^x[-_]ssl[-_]client|^x[-_]postern[-_]proxy[-_]secret$/i;
