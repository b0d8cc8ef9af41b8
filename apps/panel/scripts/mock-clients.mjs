import { ago, certificate, sha } from './mock-data.mjs';

const credential = (id, name, more = {}, { seed = 2, from = 120, until = 245, key = 'RSA 2048' } = {}) => ({
  id,
  name,
  kid: 'yN3zKq0m2kFhOqkYl7Q0l1Yd2mEo1f0x7m6s9a8b7c6',
  alg: null,
  credential_type: 'x509_cert',
  subject_dn: 'CN=backup.example.test,OU=Operations,O=Example GmbH,C=DE',
  san: null,
  thumbprint_sha1: Buffer.from(sha(seed).slice(0, 40), 'hex').toString('base64url'),
  thumbprint_sha256: Buffer.from(sha(seed), 'hex').toString('base64url'),
  certificate: certificate('backup.example.test', { seed, from, until, key, issuer: 'backup.example.test' }),
  starts_at: ago(from),
  expires_at: ago(-until),
  last_used_at: ago(0.01),
  used_by: ['self_signed_tls_client_auth'],
  created_at: ago(from),
  updated_at: ago(from),
  ...more,
});
const onlyName = {
  certificate: null,
  thumbprint_sha1: null,
  thumbprint_sha256: null,
  starts_at: null,
  expires_at: null,
};
export const credentials = [
  credential('k1', 'Backup 2025', {}, { seed: 4, from: 346, until: 19 }),
  credential('k2', 'Backup 2026', { last_used_at: null }, { seed: 8, from: 1, until: 364 }),
  credential('k3', null, {
    ...onlyName,
    kid: null,
    credential_type: 'cert_san',
    subject_dn: null,
    san: { type: 'dns', value: 'backup.internal.example.test' },
    used_by: [],
    last_used_at: null,
  }),
  credential('k5', 'Old laptop', { used_by: [] }, { seed: 9, from: 400, until: -12 }),
];
export const signing = [
  credential('k4', 'Reports, spring', { used_by: ['private_key_jwt'], alg: 'RS256' }, { seed: 6, until: 200 }),
];
export const expiring = [{ ...credentials[0], client: { client_id: 'backup', name: 'Backup service' } }];
export const manifest = {
  keyCredentials: signing.map(({ id, name, thumbprint_sha1, starts_at, expires_at }) => ({
    customKeyIdentifier: Buffer.from(thumbprint_sha1, 'base64url').toString('base64'),
    keyId: `3f1d6c9e-3b0a-4b52-9f0b-0000000000${id.slice(1).padStart(2, '0')}`,
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    value: `MIIDETCCAfmgAwIBAgIUQ2x0${sha(6)}${sha(3)}`,
    displayName: name,
    startDateTime: starts_at,
    endDateTime: expires_at,
  })),
};

const api = (id, name, identifier, more = {}) => ({
  id,
  name,
  identifier,
  scopes: [],
  access_token_format: 'jwt',
  signing_alg: 'ES256',
  access_token_ttl: 3600,
  client_id: null,
  built_in: false,
  created_at: ago(60),
  updated_at: ago(4),
  ...more,
});
export const apis = [
  api('a0', 'Postern management', 'https://panel.test/api/v2', {
    built_in: true,
    access_token_format: 'opaque',
    scopes: ['read:users', 'update:users', 'read:clients'].map((value) => ({ value, description: null })),
  }),
  api('a1', 'Invoices', 'https://invoices.example.test', {
    client_id: 'wiki',
    scopes: [
      { value: 'read:invoices', description: 'See invoices' },
      { value: 'write:invoices', description: 'Create and change invoices' },
    ],
  }),
  api('a2', 'Archive', 'urn:example:archive', { access_token_format: 'opaque', access_token_ttl: 900 }),
];
export const grants = [
  {
    id: 'g1',
    client_id: 'backup',
    audience: 'https://invoices.example.test',
    scope: ['read:invoices', 'write:invoices'],
    on_behalf_of: true,
    created_at: ago(9),
    updated_at: ago(9),
  },
];
export const authorities = ['Machines CA', 'Partner intermediate CA'].map((name, index) => ({
  id: `t${index}`,
  name,
  certificate: certificate(name, { from: 300, until: index ? 24 : 3000, seed: 7 + index, issuer: 'Machines CA' }),
  created_at: ago(30),
}));
