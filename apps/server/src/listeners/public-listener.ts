import { createServer, type RequestListener, type Server } from 'node:http';
import { dropCertificateHeaders } from './drop-certificate-headers.js';
import { socketOptions } from './socket-options.js';

/** The server's first socket: public traffic, without certificate headers. */
export const createPublicListener = (handle: RequestListener): Server =>
  createServer(socketOptions, (request, response) => {
    dropCertificateHeaders(request);
    handle(request, response);
  });
