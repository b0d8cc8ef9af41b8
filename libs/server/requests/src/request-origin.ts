/** Where the request came from, for the event log. */
export interface RequestOrigin {
  readonly address: string | null;
  readonly userAgent: string | null;
}

const longestUserAgent = 400;

/** Where a request came from. The address is the client's as far as the trusted proxies say so (Fastify's `trustProxy`). */
export const requestOrigin = (request: {
  readonly ip: string;
  readonly headers: { readonly 'user-agent'?: string };
}): RequestOrigin => ({
  address: request.ip || null,
  userAgent: request.headers['user-agent']?.replaceAll(/\p{Cc}/gu, '').slice(0, longestUserAgent) || null,
});
