import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const answer = (status: string, text: string): string =>
  [
    `HTTP/1.1 ${status}`,
    'content-type: text/plain; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'cache-control: no-store',
    'connection: close',
    '',
    text,
  ].join('\r\n');

/** Nginx itself limits the headers of browsers, so only a certificate can be too large here. */
const tooLarge = answer(
  '431 Request Header Fields Too Large',
  'The certificate that your browser sent is too large for this server (64 kB). Go back and use another certificate, or ask whoever issued it for a smaller one.\n',
);
const malformed = answer('400 Bad Request', 'The request could not be read.\n');

/** Explains on a page why a request with an oversized certificate ends before any handler sees it. */
export const explainOversizedCertificates = (server: Server): Server =>
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end(error.code === 'HPE_HEADER_OVERFLOW' ? tooLarge : malformed);
  });
