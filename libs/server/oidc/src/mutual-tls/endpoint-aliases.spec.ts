import { describe, expect, it } from 'vitest';
import { endpointAliases, withoutMutualTls } from './endpoint-aliases.js';

describe('what discovery says of mutual TLS', () => {
  it('names the endpoints on the listener that asks for a certificate', () => {
    expect(endpointAliases('https://clients.test', '/oidc')).toEqual({
      token_endpoint: 'https://clients.test/oidc/token',
      introspection_endpoint: 'https://clients.test/oidc/token/introspection',
      revocation_endpoint: 'https://clients.test/oidc/token/revocation',
      userinfo_endpoint: 'https://clients.test/oidc/me',
      pushed_authorization_request_endpoint: 'https://clients.test/oidc/request',
    });
  });

  it('is nothing where there is no such listener', () => {
    const document = {
      issuer: 'https://id.test/oidc',
      tls_client_certificate_bound_access_tokens: true,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'tls_client_auth', 'self_signed_tls_client_auth'],
    };

    expect(withoutMutualTls(document)).toEqual({
      issuer: 'https://id.test/oidc',
      token_endpoint_auth_methods_supported: ['client_secret_basic'],
    });
  });
});
