import { describe, expect, it } from 'vitest';
import type { ExampleClient } from './example-client.js';
import { exampleOf, toolsFor } from './example-of.js';

const client: ExampleClient = {
  clientId: 'payroll',
  method: 'client_secret_basic',
  issuer: 'https://id.example/oidc',
  tokenEndpoint: 'https://id.example/oidc/token',
  mtlsTokenEndpoint: 'https://mtls.id.example/oidc/token',
  algorithm: 'RS256',
  subject: null,
  san: null,
  audience: 'https://api.example/',
  scope: ['read:pay', "it's"],
};

describe('an example', () => {
  it('never holds a secret, only where one is read from', () => {
    for (const method of ['client_secret_basic', 'client_secret_post'] as const) {
      expect(exampleOf('curl', { ...client, method })).toContain('$CLIENT_SECRET');
      expect(exampleOf('openid-client', { ...client, method })).toContain('process.env.CLIENT_SECRET');
    }
  });

  it('makes no key for an application with a secret', () => {
    expect(toolsFor('client_secret_basic')).toEqual(['curl', 'openid-client']);
    expect(toolsFor('private_key_jwt')).toContain('openssl');
  });

  it.each(['self_signed_tls_client_auth', 'tls_client_auth'] as const)(
    'of %s goes to the address where certificates are asked for',
    (method) => {
      expect(exampleOf('curl', { ...client, method })).toContain('curl https://mtls.id.example/oidc/token');
      expect(exampleOf('openid-client', { ...client, method })).toContain('use_mtls_endpoint_aliases: true');
    },
  );

  it('names the API and the scopes, quoted for the shell and for JavaScript', () => {
    expect(exampleOf('curl', client)).toContain(String.raw`--data-urlencode 'scope=read:pay it'\''s'`);
    expect(exampleOf('openid-client', client)).toContain(
      String.raw`{ resource: 'https://api.example/', scope: 'read:pay it\'s' }`,
    );
  });

  it('names neither when the application may call no API', () => {
    const example = exampleOf('curl', { ...client, audience: null, scope: [] });

    expect(example).not.toMatch(/resource|scope/);
  });

  it('asks a certificate authority for the subject and the name that count', () => {
    const example = exampleOf('openssl', {
      ...client,
      method: 'tls_client_auth',
      subject: 'CN=payroll,O=Example,C=DE',
      san: { type: 'dns', value: 'payroll.example' },
    });

    expect(example).toContain('-subj /C=DE/O=Example/CN=payroll');
    expect(example).toContain('-addext subjectAltName=DNS:payroll.example');
    expect(example).not.toContain('-x509');
  });
});
