import type { IncomingMessage } from 'node:http';

const certificateSockets = new WeakSet<IncomingMessage>();

/** Called by the server's second listener, and by nobody else, for every request that comes in over it. */
export const markAsCertificateSocket = (request: IncomingMessage): void => {
  certificateSockets.add(request);
};

/** Whether a request came in over the certificate listener's own socket. No header can say so. */
export const cameOverCertificateSocket = (request: IncomingMessage): boolean => certificateSockets.has(request);

/** Names of headers that speak of a client certificate or vouch for one, however they are spelled. */
export const certificateHeaderPattern = /^x[-_]ssl[-_]client|^x[-_]postern[-_]proxy[-_]secret$/i;
