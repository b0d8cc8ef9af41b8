import type { IncomingMessage } from 'node:http';

/** Whose certificates a listener asks for. Certificates presented on one listener are ignored on the other. */
export type CertificateListener = 'people' | 'applications';

const listeners = new WeakMap<IncomingMessage, CertificateListener>();

/** Called only by the server's own listener for people's certificates, for every request on it. */
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

/** Names of headers that carry or vouch for a client certificate, in any spelling. */
export const certificateHeaderPattern =
  /^x[-_]ssl[-_]client|^x[-_]postern[-_](?:proxy[-_]secret|certificate[-_]method)$/i;
