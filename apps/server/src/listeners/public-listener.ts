import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { certificateHeaderPattern } from '@postern/requests';
import { socketOptions } from './socket-options.js';

/** The server's first socket: public traffic, without certificate headers. */
export const createPublicListener = (handle: RequestListener): Server =>
  createServer(socketOptions, (request, response) => {
    dropCertificateHeaders(request);
    handle(request, response);
  });

/**
 * Removes every header about client certificates from a request before anything can read it. Nginx blanks them too; this also protects a
 * public socket that is reached without Nginx.
 */
const dropCertificateHeaders = (request: IncomingMessage): void => {
  // Node makes `headers` from `rawHeaders` when it is first read, which is after this.
  const { rawHeaders } = request;
  for (let index = rawHeaders.length - 2; index >= 0; index -= 2) {
    if (certificateHeaderPattern.test(rawHeaders[index] ?? '')) rawHeaders.splice(index, 2);
  }
};
