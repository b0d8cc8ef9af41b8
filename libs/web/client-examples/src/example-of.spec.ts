import { describe, expect, it } from 'vitest';
import type { ExampleClient } from './example-client.js';
import { commandOf, exampleOf, toolsFor } from './example-of.js';

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
  authority: null,
  signIn: null,
};
const signIn = {
  appType: 'regular_web',
  authorizationEndpoint: 'https://id.example/oidc/auth',
  redirectUri: 'https://pay.example/callback',
} as const;

describe('an example', () => {
  it('never contains a secret, only the place to read it from', () => {
    for (const method of ['client_secret_basic', 'client_secret_post'] as const) {
      expect(exampleOf('curl', { ...client, method })).toContain('$CLIENT_SECRET');
      expect(exampleOf('openid-client', { ...client, method })).toContain('process.env.CLIENT_SECRET');
    }
  });

  it('creates no key for an application with a secret', () => {
    expect(toolsFor(client)).toEqual(['curl', 'openid-client']);
    expect(toolsFor({ ...client, method: 'private_key_jwt' })).toContain('openssl');
  });

  it.each(['self_signed_tls_client_auth', 'tls_client_auth'] as const)(
    'of %s uses the endpoint that requests client certificates',
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

  it('names neither if the application may call no API', () => {
    const example = exampleOf('curl', { ...client, audience: null, scope: [] });

    expect(example).not.toMatch(/resource|scope/);
  });

  it('requests a CA-signed certificate with the subject and the name that are matched', () => {
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

  it('names the CA if machines do not trust it by default', () => {
    const local = { ...client, authority: '.postern/pki/server-ca.pem' };

    expect(exampleOf('curl', local)).toContain('--cacert .postern/pki/server-ca.pem');
    expect(exampleOf('curl', client)).not.toContain('--cacert');
    expect(commandOf('openid-client', local)).toBe('NODE_EXTRA_CA_CERTS=.postern/pki/server-ca.pem node example.mjs');
    expect(commandOf('openid-client', client)).toBe('node example.mjs');
  });
});

describe('an example of a sign-in', () => {
  const web = { ...client, signIn };
  const page = { ...client, method: 'none', signIn: { ...signIn, appType: 'spa' } } as const;
  const native = (redirectUri: string) =>
    ({ ...client, method: 'none', signIn: { ...signIn, appType: 'native', redirectUri } }) as const;

  it('uses the tools for its kind of application', () => {
    expect(toolsFor(web)).toEqual(['curl', 'openid-client']);
    expect(toolsFor(page)).toEqual(['curl', 'oidc-client-ts']);
    expect(toolsFor(native('http://127.0.0.1/callback'))).toEqual(['curl', 'openid-client']);
    // The operating system opens a private-use scheme; a terminal program cannot receive it.
    expect(toolsFor(native('com.example.app:/callback'))).toEqual(['curl']);
  });

  it('requests the person’s identity and the scopes of the API, and names the API at both endpoints', () => {
    const query = 'scope=openid+profile+email+read%3Apay+it%27s&resource=https%3A%2F%2Fapi.example%2F';

    expect(exampleOf('curl', web)).toContain(query);
    expect(exampleOf('curl', web)).toContain('--data-urlencode resource=https://api.example/');
    expect(exampleOf('openid-client', web)).toContain("{ resource: 'https://api.example/' }");
    expect(exampleOf('oidc-client-ts', page)).toContain("resource: 'https://api.example/'");
  });

  it('names no API if the application may call none', () => {
    for (const tool of ['curl', 'openid-client'] as const) {
      const example = exampleOf(tool, { ...web, audience: null, scope: [] });
      expect(example).not.toContain('resource');
      expect(example).toMatch(/openid.profile.email/);
    }
  });

  it.each([
    ['regular_web', 'http://localhost:5000/callback', 'http://localhost:5000/callback', "5000, 'localhost'"],
    ['native', 'http://127.0.0.1/callback', 'http://127.0.0.1:3000/callback', "3000, '127.0.0.1'"],
    ['native', 'http://[::1]/', 'http://[::1]:3000/', "3000, '::1'"],
    ['regular_web', 'https://pay.example/callback', 'https://pay.example/callback', "3000, 'localhost'"],
  ] as const)('listens where %s %s leads', (appType, redirectUri, sent, listening) => {
    const example = exampleOf('openid-client', { ...client, signIn: { ...signIn, appType, redirectUri } });

    expect(example).toContain(`const redirectUri = '${sent}';`);
    expect(example).toContain(`.listen(${listening}, `);
  });
});
