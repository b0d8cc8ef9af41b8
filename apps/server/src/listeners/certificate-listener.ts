import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { markAsCertificateSocket } from '@postern/requests';
import { explainOversizedCertificates } from './oversized-certificate.js';
import { socketOptions } from './socket-options.js';

const certificatePath = '/api/mtls/';

/**
 * The server's second socket, for Nginx's certificate listener. It serves only the paths of certificate sign-ins.
 */
export const createCertificateListener = (
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Server =>
  explainOversizedCertificates(
    createServer(socketOptions, (request, response) => {
      if (request.url?.startsWith(certificatePath) !== true) {
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
        response.end('mTLS endpoints only. Use port 443 for regular access.');
        return;
      }
      markAsCertificateSocket(request);
      handle(request, response);
    }),
  );
