import { enginePath } from '@postern/oidc';

/** Kinds of requests for the limits. */
export type RequestKind =
  /** Not at all. */
  | 'unlimited'
  /** An application's own request to the engine. */
  | 'application'
  /** Begins or continues an authorization at the engine. */
  | 'authorization'
  /** Shows a certificate. */
  | 'certificate'
  /** Submits a password, or another form of a sign-in method. */
  | 'form'
  /** Returns from the certificate origin, with a code of 256 bits and the cookie of the browser that began. */
  | 'return'
  | 'other';

/** Route pattern that Fastify matched; never the requested URL, which may be spelled in many ways. */
export interface MatchedRoute {
  /** Undefined: none. */
  readonly url: string | undefined;
  /** Path matched by the `*` of a route, decoded. */
  readonly rest: string | undefined;
}

const routes: Readonly<Record<string, RequestKind>> = {
  '/api/mtls/sign-in': 'certificate',
  '/api/interaction/:uid/methods/:methodId': 'form',
  '/api/interaction/:uid/certificate': 'return',
  '/oauth/token': 'application',
};

const ofApplications: ReadonlySet<string> = new Set(['token', 'token/introspection', 'token/revocation', 'me']);
const authorization = /^(auth|request|session)(\/|$)/;

/** The engine has its own router. Paths that it might treat as the same count as the same. */
const ofEngine = (rest: string): RequestKind => {
  const path = rest.toLowerCase().replaceAll(/^\/+|\/+$/g, '');
  if (ofApplications.has(path)) return 'application';
  return authorization.test(path) ? 'authorization' : 'other';
};

export const kindOf = ({ url, rest }: MatchedRoute): RequestKind => {
  if (url === undefined) return 'other';
  if (url === `${enginePath}/*`) return ofEngine(rest ?? '');
  if (url.startsWith('/health/')) return 'unlimited';
  return routes[url] ?? 'other';
};
