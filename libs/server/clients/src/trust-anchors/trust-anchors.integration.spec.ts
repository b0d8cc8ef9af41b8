import { createAuthority, issueCertificate, issueSelfSigned, type Authority } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { parseCertificate } from '@postern/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClientsApi } from '../../testing/index.js';
import { ClientTrustAnchors, TrustAnchorAdministration } from '../index.js';

const root = '/api/v2/client-trust-anchors';
let api: TestApi;

beforeAll(async () => {
  api = await startClientsApi();
});
afterAll(() => api?.stop());

let count = 0;
const newAuthority = (issuer?: Authority) =>
  createAuthority({ subject: `CN=Machines CA ${(count += 1)},O=Test`, issuer });
const add = (body: object, token?: string) => api.call('POST', root, { body, ...(token !== undefined && { token }) });
const trusted = async () =>
  (await api.get(ClientTrustAnchors).current()).authorities.map(({ certificate }) => certificate.sha256);
const sha256 = ({ der }: Authority) => parseCertificate(der).sha256;
const stored = () => api.sql('select count(*)::int as anchors from client_trust_anchor');

describe("trust anchors of applications' certificates", () => {
  it('are added, listed and in force at once', async () => {
    const authority = await newAuthority();
    const { status, body } = await add({ name: ' Machines ', pem: authority.pem });

    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      name: 'Machines',
      certificate: expect.objectContaining({ sha256: sha256(authority) }),
      createdAt: expect.stringMatching(/Z$/),
    });
    expect((await api.call('GET', root)).body).toContainEqual(body);
    expect(await trusted()).toContain(sha256(authority));
  });

  it('are read from every spelling of a certificate', async () => {
    for (const spell of [
      ({ der }: Authority) => Buffer.from(der).toString('base64'),
      ({ pem }: Authority) => pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'),
      ({ pem }: Authority) => Buffer.from(`\ufeff${pem}`, 'utf16le').toString('latin1').replaceAll('\0', '\ufffd'),
    ])
      expect((await add({ pem: spell(await newAuthority()) })).status).toBe(201);
  });

  it('are named after their certificate unless a name is given', async () => {
    const authority = await newAuthority();

    expect((await add({ pem: authority.pem })).body.name).toBe(`Machines CA ${count}`);
  });

  it('may come with escaped newlines', async () => {
    const { pem } = await newAuthority();

    expect((await add({ pem: pem.replaceAll('\n', '\\r\\n') })).status).toBe(201);
  });

  it('include authorities below a root that is there, and only those', async () => {
    const above = await newAuthority();
    const below = await newAuthority(above);

    const alone = await add({ pem: below.pem });
    expect([alone.status, alone.body.code]).toEqual([422, 'trust_anchor.invalid']);
    expect(alone.body.errors).toEqual([{ path: 'pem', message: expect.stringContaining('add it first') as string }]);

    await add({ pem: above.pem });
    expect((await add({ pem: below.pem })).status).toBe(201);
  });

  it('are stored once, even when added twice at the same moment', async () => {
    const { pem } = await newAuthority();
    const both = await Promise.all([add({ pem }), add({ pem })]);

    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('trust_anchor.duplicate');
  });

  it.each([
    ['a private key', async () => (await newAuthority()).privateKeyPem, 'credential.private_key_given'],
    ['garbage', async () => 'my CA', 'trust_anchor.invalid'],
    [
      "a machine's certificate",
      async () => (await issueCertificate(await newAuthority(), { subject: 'CN=Machine' })).pem,
      'trust_anchor.invalid',
    ],
    [
      'a self-signed certificate of a machine',
      async () => (await issueSelfSigned({ subject: 'CN=M' })).pem,
      'trust_anchor.invalid',
    ],
    [
      'an authority with a weak key',
      async () => (await createAuthority({ subject: 'CN=Weak', keyAlgorithm: 'rsa-1024' })).pem,
      'trust_anchor.invalid',
    ],
    [
      'an expired authority',
      async () => (await createAuthority({ subject: 'CN=Old', notAfter: new Date(Date.now() - 1000) })).pem,
      'trust_anchor.invalid',
    ],
    ['several at once', async () => (await newAuthority()).pem + (await newAuthority()).pem, 'trust_anchor.invalid'],
  ])('are never %s, and then nothing is stored', async (_, make, code) => {
    const before = await stored();
    const { status, body } = await add({ pem: await make() });

    expect([status, body.code]).toEqual([422, code]);
    expect(body.errors[0].path).toBe('pem');
    expect(await stored()).toEqual(before);
  });

  it('are deleted, and no longer trusted from then on', async () => {
    const authority = await newAuthority();
    const { id } = (await add({ pem: authority.pem })).body;
    expect(await trusted()).toContain(sha256(authority));

    expect((await api.call('DELETE', `${root}/${id}`)).status).toBe(204);

    expect(await trusted()).not.toContain(sha256(authority));
    expect((await api.call('DELETE', `${root}/${id}`)).body.code).toBe('trust_anchor.not_found');
    expect((await api.call('DELETE', `${root}/nothing`)).body.code).toBe('trust_anchor.not_found');
  });

  it('are reloaded when another server process changes them', async () => {
    const authority = await newAuthority();
    const { id } = (await add({ pem: authority.pem })).body;
    expect(await trusted()).toContain(sha256(authority));

    await api.sql('delete from client_trust_anchor where id = $1', [id]);

    await expect.poll(trusted).not.toContain(sha256(authority));
  });

  it('leave events that name them', async () => {
    const { id } = (await add({ name: 'Noted', pem: (await newAuthority()).pem })).body;
    await api.call('DELETE', `${root}/${id}`);

    expect(
      await api.sql(
        `select type, details ->> 'name' as name from audit_event where details ->> 'name' = 'Noted' order by id`,
      ),
    ).toEqual([
      { type: 'trust_anchor.created', name: 'Noted' },
      { type: 'trust_anchor.deleted', name: 'Noted' },
    ]);
  });

  it('need their own scopes', async () => {
    const reader = api.tokens.issue({ scopes: ['read:tenant_settings'] });
    const stranger = api.tokens.issue({ scopes: ['read:clients', 'update:clients'] });
    const { pem } = await newAuthority();

    expect((await api.call('GET', root, { token: reader })).status).toBe(200);
    expect((await add({ pem }, reader)).status).toBe(403);
    expect((await api.call('GET', root, { token: stranger })).status).toBe(403);
    expect((await api.call('GET', root, { token: null })).status).toBe(401);
  });

  it('are seeded once', async () => {
    const authority = await newAuthority();
    const administration = api.get(TrustAnchorAdministration);
    await administration.seed({ name: 'Sample', pem: authority.pem });
    await administration.seed({ name: 'Sample again', pem: authority.pem });

    const { body } = await api.call('GET', root);
    const names = (body as { name: string; certificate: { sha256: string } }[])
      .filter(({ certificate }) => certificate.sha256 === sha256(authority))
      .map(({ name }) => name);
    expect(names).toEqual(['Sample']);
  });
});
