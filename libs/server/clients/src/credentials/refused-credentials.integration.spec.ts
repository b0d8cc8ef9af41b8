import { generateKeyPairSync } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import { createAuthority, issueCertificate, issueSelfSigned, toPem } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createService, startClientsApi } from '../../testing/index.js';

/** All log output, at every level. */
class Remembering implements LoggerService {
  readonly lines: string[] = [];
  readonly log = (...parts: unknown[]) => void this.lines.push(JSON.stringify(parts));
  readonly error = this.log;
  readonly warn = this.log;
  readonly debug = this.log;
  readonly verbose = this.log;
  readonly fatal = this.log;
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spki = (key: typeof rsa.publicKey) => key.export({ format: 'pem', type: 'spki' }).toString();
const pkcs8 = rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const encrypted = rsa.privateKey
  .export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'secret' })
  .toString();
/** The part of a key that must not appear anywhere. */
const inside = pkcs8.split('\n')[10]!;

describe('a credential is refused', () => {
  let api: TestApi;
  let client: string;
  const logger = new Remembering();
  beforeAll(async () => {
    api = await startClientsApi();
    api.app.useLogger(logger);
    ({ client_id: client } = await createService(api));
  });
  afterAll(() => api?.stop());
  const state = async () =>
    JSON.stringify([
      await api.sql('select * from client order by client_id'),
      await api.sql('select id from client_credential'),
      await api.sql('select id from certificate'),
      await api.sql('select id from audit_event'),
    ]);
  /** By the credentials API, and inside a new application; nothing is stored either way. */
  const refusal = async (credential: object, method = 'self_signed_tls_client_auth') => {
    const before = await state();
    const alone = await api.call('POST', `/api/v2/clients/${client}/credentials`, { body: credential });
    const inline = await api.call('POST', '/api/v2/clients', {
      body: {
        ...{ name: 'New', app_type: 'non_interactive' },
        client_authentication_methods: { [method]: { credentials: [credential] } },
      },
    });
    expect(await state()).toBe(before);
    expect(inline.body).toMatchObject({ code: alone.body.code, title: alone.body.title, detail: alone.body.detail });
    const prefix = `client_authentication_methods.${method}.credentials.0.`;
    expect(inline.body.errors[0].path).toBe(prefix + alone.body.errors[0].path);
    return alone;
  };
  const certificate = (pem: unknown) => ({ credential_type: 'x509_cert', pem });

  it.each([
    ['as it stands', pkcs8],
    ['with escaped newlines', pkcs8.replaceAll('\n', '\\r\\n')],
    ['PKCS #1', rsa.privateKey.export({ format: 'pem', type: 'pkcs1' }).toString()],
    ['SEC 1', ec.privateKey.export({ format: 'pem', type: 'sec1' }).toString()],
    ['encrypted', encrypted],
    ['without its header', pkcs8.split('\n').slice(1, -2).join('')],
    ['as a JSON Web Key', JSON.stringify(rsa.privateKey.export({ format: 'jwk' }))],
    ['under the label of a certificate', pkcs8.replaceAll('PRIVATE KEY', 'CERTIFICATE')],
  ])('when it is a private key, as in the sample of the document (%s)', async (_, pem) => {
    for (const type of ['x509_cert', 'cert_subject_dn'] as const) {
      const answer = await refusal({ credential_type: type, pem }, methodOf[type]);

      expect(answer).toMatchObject({ status: 422, body: { code: 'credential.private_key_given' } });
      expect(answer.body.title).toMatch(/^A private key was given .* It was not stored\.$/);
      expect(answer.body.detail).toMatch(/compromised/);
    }
  });

  it('when a private key is beside a certificate, or in another field', async () => {
    const { pem, privateKeyPem } = await issueSelfSigned({ subject: 'CN=a' });
    const fields = [
      certificate(pem + privateKeyPem),
      certificate(privateKeyPem + pem),
      { credential_type: 'public_key', pem: privateKeyPem },
      { credential_type: 'cert_subject_dn', subject_dn: privateKeyPem },
      { credential_type: 'cert_san', san: { type: 'dns', value: privateKeyPem } },
    ];
    for (const body of fields) {
      const answer = await refusal(body, methodOf[body.credential_type as keyof typeof methodOf]);
      expect(answer.body.code, body.credential_type).toBe('credential.private_key_given');
    }
  });

  it('when the certificate has expired', async () => {
    const dates = { notBefore: new Date(Date.now() - 2000), notAfter: new Date(Date.now() - 1000) };
    const answer = await refusal(certificate((await issueSelfSigned({ subject: 'CN=a', ...dates })).pem));

    expect(answer).toMatchObject({ status: 422, body: { code: 'credential.expired', errors: [{ path: 'pem' }] } });
  });

  it('A12: when its RSA key has fewer than 2048 bits, or its signature is made with SHA-1', async () => {
    for (const weak of [{ keyAlgorithm: 'rsa-1024' }, { keyAlgorithm: 'rsa-2048', signatureHash: 'SHA-1' }] as const) {
      const { pem } = await issueSelfSigned({ subject: 'CN=a', ...weak });
      expect((await refusal(certificate(pem))).body.code).toBe('credential.weak_key');
      const byName = await refusal({ credential_type: 'cert_subject_dn', pem }, 'tls_client_auth');
      expect(byName.body.code).toBe('credential.weak_key');
    }
  });

  it('when it is a chain instead of one certificate', async () => {
    const authority = await createAuthority({ subject: 'CN=Root' });
    const { pem } = await issueCertificate(authority, { subject: 'CN=a' });

    expect((await refusal(certificate(pem + authority.pem))).body.code).toBe('credential.several_certificates');
  });

  it.each([
    ['nothing', ''],
    ['a sentence', 'my certificate'],
    ['garbage in PEM', toPem('CERTIFICATE', Buffer.from('garbage'))],
    ['text that is not base64', '-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----'],
    ['half a certificate', '-----BEGIN CERTIFICATE-----\nMIIC'],
    ['a request', toPem('CERTIFICATE REQUEST', Buffer.from('x'))],
    ['a public key', spki(rsa.publicKey)],
    ['64 kB of it', `-----BEGIN CERTIFICATE-----\n${'A'.repeat(65_536)}\n-----END CERTIFICATE-----`],
  ])('when the PEM is %s', async (_, pem) => {
    expect((await refusal(certificate(pem))).body.code).toBe('credential.not_a_certificate');
  });

  it.each([
    ['no name', 'hello'],
    ['an unknown part', 'XX=1'],
    ['both spellings', 'CN=a,\nC=XX'],
    ['a book', `CN=${'x'.repeat(65_536)}`],
    ['nothing', ''],
  ])('when the subject name does not parse: %s', async (_, subject_dn) => {
    const answer = await refusal({ credential_type: 'cert_subject_dn', subject_dn }, 'tls_client_auth');

    expect(answer).toMatchObject({ status: 422, body: { code: 'credential.invalid_dn' } });
    expect(answer.body.errors[0].path).toBe('subject_dn');
  });

  it('when a certificate whose name is wanted has none', async () => {
    const { pem } = await issueSelfSigned({ subject: [] });
    const answer = await refusal({ credential_type: 'cert_subject_dn', pem }, 'tls_client_auth');

    expect(answer.body).toMatchObject({ code: 'credential.invalid_dn', errors: [{ path: 'pem' }] });
  });

  it.each([
    ['dns', '*.example.test'],
    ['dns', '192.0.2.7'],
    ['uri', 'example.test'],
    ['ip', '192.0.2.300'],
    ['email', 'ada'],
  ])('when the alternative name is none: %s %s', async (type, value) => {
    const answer = await refusal({ credential_type: 'cert_san', san: { type, value } }, 'tls_client_auth');

    expect(answer.body).toMatchObject({ code: 'credential.invalid_san', errors: [{ path: 'san.value' }] });
  });

  it.each([
    ['a short RSA key', spki(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey), {}],
    ['another curve', spki(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey), {}],
    ['Ed25519', spki(generateKeyPairSync('ed25519').publicKey), {}],
    ['garbage', toPem('PUBLIC KEY', Buffer.from('garbage')), {}],
    ['two keys', spki(rsa.publicKey) + spki(ec.publicKey), {}],
    ['an algorithm of another kind', spki(rsa.publicKey), { alg: 'ES256' }],
  ])('when the public key is %s', async (_, pem, more) => {
    const answer = await refusal({ credential_type: 'public_key', pem, ...more }, 'private_key_jwt');

    expect(answer).toMatchObject({ status: 422, body: { code: 'credential.invalid_key' } });
  });

  it('when a public key or a certificate is said to expire in the past, or to sign what it cannot', async () => {
    const key = { credential_type: 'public_key', pem: spki(rsa.publicKey), expires_at: '2020-01-01T00:00:00Z' };
    expect((await refusal(key, 'private_key_jwt')).body).toMatchObject({
      ...{ code: 'credential.expired', errors: [{ path: 'expires_at' }] },
    });
    const { pem } = await issueSelfSigned({ subject: 'CN=a' });
    expect((await refusal({ ...certificate(pem), alg: 'RS256' }, 'private_key_jwt')).body).toMatchObject({
      ...{ code: 'credential.invalid_key', errors: [{ path: 'alg' }] },
    });
  });

  const contradictions: readonly (readonly [string, object, string])[] = [
    ['no type', { pem: 'x' }, 'credential_type'],
    ['an unknown type', { credential_type: 'password' }, 'credential_type'],
    ['a certificate without one', { credential_type: 'x509_cert' }, 'pem'],
    ['a certificate and a name', { ...certificate('x'), subject_dn: 'CN=a' }, 'subject_dn'],
    ['a name twice', { credential_type: 'cert_subject_dn', pem: 'x', subject_dn: 'CN=a' }, 'pem'],
    ['a name with a kid', { credential_type: 'cert_subject_dn', subject_dn: 'CN=a', kid: 'k' }, 'kid'],
    ['a certificate with an expiry', { ...certificate('x'), expires_at: '2099-01-01T00:00:00Z' }, 'expires_at'],
    ['an alternative name of no type', { credential_type: 'cert_san', san: { value: 'a' } }, 'san.type'],
    [
      'an alternative name of an unknown type',
      { credential_type: 'cert_san', san: { type: 'x', value: 'a' } },
      'san.type',
    ],
    ['an alternative name as text', { credential_type: 'cert_san', san: 'a' }, 'san'],
    ['an unknown algorithm', { credential_type: 'public_key', pem: 'x', alg: 'none' }, 'alg'],
    ['a symmetric algorithm', { credential_type: 'public_key', pem: 'x', alg: 'HS256' }, 'alg'],
    [
      'a time without its offset',
      { credential_type: 'public_key', pem: 'x', expires_at: '2099-01-01T00:00:00' },
      'expires_at',
    ],
    ['a name in lines', { ...certificate('x'), name: 'a\nb' }, 'name'],
    ['a field nobody knows', { ...certificate('x'), secret: 'x' }, 'secret'],
    ['a pem that is no text', certificate(5), 'pem'],
  ];
  it.each(contradictions)('when it contradicts itself: %s', async (_, body, field) => {
    const before = await state();
    const answer = await api.call('POST', `/api/v2/clients/${client}/credentials`, { body });

    expect(answer).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect(answer.body.errors[0].path).toBe(field);
    expect(await state()).toBe(before);
  });

  it('and nothing of it is in a response, an event or the log, at any level', async () => {
    logger.lines.length = 0;
    const bodies = [
      certificate(pkcs8),
      certificate(pkcs8.split('\n').slice(1, -2).join('')),
      { credential_type: 'cert_subject_dn', subject_dn: pkcs8 },
      { credential_type: 'public_key', pem: pkcs8, kid: inside },
      { credential_type: 'cert_san', san: { type: 'uri', value: pkcs8 } },
      { credential_type: pkcs8, pem: pkcs8 },
      { credential_type: 'public_key', pem: pkcs8, alg: pkcs8 },
      { ...certificate(pkcs8), name: pkcs8 },
      certificate([pkcs8]),
    ];
    for (const body of bodies) {
      for (const to of [`/api/v2/clients/${client}/credentials`, '/api/v2/clients', `/api/v2/clients/${client}`]) {
        const sent = to.endsWith('credentials')
          ? body
          : { name: 'x', client_authentication_methods: { private_key_jwt: { credentials: [body] } } };
        const answer = await api.call(to.endsWith(client) ? 'PATCH' : 'POST', to, { body: sent });
        expect(answer.status).toBe(422);
        expect(answer.text).not.toContain(inside.slice(0, 20));
      }
      const manifest = { keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', value: pkcs8 }] };
      const answer = await api.call('PUT', `/api/v2/clients/${client}/key-credentials`, { body: manifest });
      expect(answer.body.code).toBe('credential.private_key_given');
    }

    expect(logger.lines.length).toBeGreaterThan(0);
    expect(logger.lines.join('\n')).not.toContain(inside.slice(0, 20));
    const events = JSON.stringify(await api.sql('select * from audit_event'));
    expect(events).not.toContain(inside.slice(0, 20));
  });
});

const methodOf = {
  x509_cert: 'self_signed_tls_client_auth',
  cert_subject_dn: 'tls_client_auth',
  cert_san: 'tls_client_auth',
  public_key: 'private_key_jwt',
} as const;
