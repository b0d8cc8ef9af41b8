import type { ServerOptions } from 'node:http';

/** Both sockets have one client, Nginx: it keeps connections open, and closes them first. */
export const socketOptions: ServerOptions = {
  /** A certificate, URL-encoded in a header, with room to spare; Nginx refuses larger requests before. */
  maxHeaderSize: 64 * 1024,
  keepAliveTimeout: 75_000,
  requestTimeout: 30_000,
};
