const endpoints = ['token', 'introspection', 'revocation', 'userinfo', 'pushed_authorization_request'] as const;
const paths: Readonly<Record<(typeof endpoints)[number], string>> = {
  token: '/token',
  introspection: '/token/introspection',
  revocation: '/token/revocation',
  userinfo: '/me',
  pushed_authorization_request: '/request',
};

/** The part of OpenID Connect's discovery document (RFC 8414 §2) that is about mutual TLS. */
export interface DiscoveryDocument {
  readonly tls_client_certificate_bound_access_tokens?: boolean;
  readonly token_endpoint_auth_methods_supported: readonly string[];
}

/** `mtls_endpoint_aliases` (RFC 8705 §5): the endpoints that take a certificate, on the listener that asks for one. */
export const endpointAliases = (origin: string, enginePath: string): Readonly<Record<string, string>> =>
  Object.fromEntries(endpoints.map((name) => [`${name}_endpoint`, `${origin}${enginePath}${paths[name]}`]));

/** What discovery says where no client listener is set up: nothing of mutual TLS, which would lead nowhere. */
export const withoutMutualTls = ({
  tls_client_certificate_bound_access_tokens: _bound,
  token_endpoint_auth_methods_supported: methods,
  ...rest
}: DiscoveryDocument): Readonly<Record<string, unknown>> => ({
  ...rest,
  token_endpoint_auth_methods_supported: methods.filter((method) => !method.endsWith('tls_client_auth')),
});
