import { createServer, type RequestListener, type Server } from 'node:http';
import { markAsClientSocket } from '@postern/requests';
import { explainOversizedCertificates } from './oversized-certificate.js';
import { socketOptions } from './socket-options.js';

/**
 * Paths for applications with a certificate: `/oidc/me` is userinfo, `/oidc/request` takes pushed requests, `/oauth/token` is the token
 * endpoint.
 */
const served =
  /^\/(?:oidc\/(?:token(?:\/introspection|\/revocation)?|me|request|\.well-known\/[^?]*)(?:\?|$)|oauth\/token(?:\?|$)|api\/v2\/)/;

/**
 * The server's third socket, for Nginx's client listener, where applications present a certificate. It serves only the endpoints that need
 * one.
 *
 * @param publicOrigin the issuer has one name: whatever the proxy says, requests are for this host
 */
export const createClientListener = (handle: RequestListener, publicOrigin: string): Server => {
  const { host } = new URL(publicOrigin);
  return explainOversizedCertificates(
    createServer(socketOptions, (request, response) => {
      if (!served.test(request.url ?? '')) {
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
        response.end('Applications with a certificate get and use tokens here, and nothing else.');
        return;
      }
      markAsClientSocket(request);
      request.headers.host = host;
      handle(request, response);
    }),
  );
};
