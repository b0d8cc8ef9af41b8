import type { ServerOptions } from 'node:http';

/** Nginx is the only client of these sockets: it keeps connections open, and closes them first. */
export const socketOptions: ServerOptions = {
  /** Bytes; room for a URL-encoded certificate in a header. Nginx already refuses larger requests. */
  maxHeaderSize: 64 * 1024,
  keepAliveTimeout: 75_000,
  requestTimeout: 30_000,
};
