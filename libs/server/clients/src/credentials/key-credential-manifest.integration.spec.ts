import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { KeyCredential } from '@postern/contracts';
import { type Issued, issueSelfSigned, type CertificateOptions } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCredential, createClient, createService, startClientsApi, credentialsOf } from '../../testing/index.js';
import { Clients, clientSecretHash } from '../index.js';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const sha1 = (der: Uint8Array) => createHash('sha1').update(der).digest();
const entry = ({ der }: Issued, more: Partial<KeyCredential> = {}) => ({
  ...{ customKeyIdentifier: base64(sha1(der)), keyId: randomUUID(), type: 'AsymmetricX509Cert', usage: 'Verify' },
  ...{ value: base64(der), ...more },
});

describe('D5: the manifest of an application', () => {
  let api: TestApi;
  let client: string;
  let secret: string;
  beforeAll(async () => {
    api = await startClientsApi();
  });
  afterAll(() => api?.stop());
  const newClient = async () => {
    const { client_id, client_secret } = await createService(api);
    client = client_id;
    secret = client_secret!;
  };
  const issue = (options: Partial<CertificateOptions> = {}) => issueSelfSigned({ subject: 'CN=a', ...options });
  const path = () => `/api/v2/clients/${client}/key-credentials`;
  const put = (...keyCredentials: unknown[]) => api.call('PUT', path(), { body: { keyCredentials } });
  const read = async (): Promise<KeyCredential[]> => (await api.call('GET', path())).body.keyCredentials;
  const active = async () => (await credentialsOf(api.get(Clients), client)).map(({ id }) => id);
  const state = async () =>
    JSON.stringify([
      await api.sql('select * from client order by client_id'),
      await api.sql('select * from client_credential order by id'),
      await api.sql('select count(*) from certificate'),
      await api.sql('select count(*) from audit_event'),
    ]);

  it('lets an application that has not chosen use one assertion until it expires, and leaves the choice of others', async () => {
    const reuse = async () => (await api.call('GET', `/api/v2/clients/${client}`)).body.assertion_reuse;
    await newClient();
    expect(await reuse()).toBe('once');
    await put(entry(await issue()));
    expect(await reuse()).toBe('until_expiry');

    await newClient();
    await api.call('PATCH', `/api/v2/clients/${client}`, { body: { assertion_reuse: 'once' } });
    await put(entry(await issue()));
    expect(await reuse()).toBe('once');
  });

  it('is empty at first, takes several certificates at once and shows them as they were written', async () => {
    await newClient();
    expect(await read()).toEqual([]);
    const entries = [entry(await issue()), entry(await issue(), { displayName: 'Autumn' })];

    const { status, body } = await put(...entries);

    expect(status).toBe(200);
    expect(body.keyCredentials.toSorted(byId)).toEqual(
      entries.map((one) => ({ displayName: null, ...one, ...dates })).toSorted(byId),
    );
    expect(await read()).toEqual(body.keyCredentials);
  });

  it('D4: makes the certificates usable at once, and shows thumbprint, start and expiry', async () => {
    await newClient();
    const certificate = await issue({ keyAlgorithm: 'rsa-2048' });

    const { body } = await put({ type: 'AsymmetricX509Cert', usage: 'Verify', value: base64(certificate.der) });

    const [shown] = body.keyCredentials;
    expect(shown).toEqual({
      ...{ customKeyIdentifier: base64(sha1(certificate.der)), keyId: expect.stringMatching(/^[\da-f-]{36}$/) },
      ...{ type: 'AsymmetricX509Cert', usage: 'Verify', value: base64(certificate.der), displayName: null },
      startDateTime: certificate.certificate.notBefore.toISOString(),
      endDateTime: certificate.certificate.notAfter.toISOString(),
    });
    expect(await active()).toEqual([shown.keyId]);
    const metadata = await api.get(Clients).engineMetadata(client);
    expect(metadata).toMatchObject({ token_endpoint_auth_method: 'private_key_jwt' });
    expect(metadata).not.toHaveProperty('client_secret');
    const events = await api.sql(`select type from audit_event where client_id = $1 order by id`, [client]);
    expect(events.map(({ type }) => type)).toEqual(['client.created', 'credential.created', 'credential.associated']);

    const back = { token_endpoint_auth_method: 'client_secret_basic', client_authentication_methods: null };
    expect((await api.call('PATCH', `/api/v2/clients/${client}`, { body: back })).status).toBe(200);
    expect(await api.get(Clients).engineMetadata(client)).toMatchObject({ client_secret: clientSecretHash(secret) });
    expect(await read()).toEqual([]);
  });

  it('replaces: kept entries keep their id and work on, missing ones are deleted, new ones are added', async () => {
    await newClient();
    const [one, two, three] = [await issue(), await issue(), await issue()];
    await put(entry(one), entry(two));
    const before = await read();
    const kept = before.find(({ value }) => value === base64(two.der))!;

    const { body } = await put(entry(two, { keyId: randomUUID() }), entry(three));

    expect(body.keyCredentials.map(({ value }: KeyCredential) => value).toSorted()).toEqual(
      [base64(two.der), base64(three.der)].toSorted(),
    );
    expect(body.keyCredentials).toContainEqual(kept);
    const rows = await api.sql('select id from client_credential where client_id = $1', [client]);
    expect(rows).toHaveLength(2);
    expect((await active()).toSorted()).toEqual(
      body.keyCredentials.map(({ keyId }: KeyCredential) => keyId).toSorted(),
    );
    expect((await put(...(await read()))).status).toBe(200);
  });

  it('accepts a kept certificate at any time while the manifest is replaced', async () => {
    await newClient();
    const [stays, ...others] = [await issue(), await issue(), await issue()];
    await put(entry(stays));
    const [{ keyId } = { keyId: '' }] = await read();
    let replacing = true;
    const watching = (async () => {
      let seen = 0;
      for (; replacing; seen += 1) {
        expect(await active()).toContain(keyId);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      return seen;
    })();

    for (let round = 0; round < 10; round += 1) {
      expect((await put(entry(stays), entry(others[round % 2]!))).status).toBe(200);
    }

    replacing = false;
    expect(await watching).toBeGreaterThan(10);
  });

  it.each([
    ['base64url', (bytes: Buffer) => bytes.toString('base64url')],
    ['base64 without padding', (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')],
    ['lines', (bytes: Buffer) => bytes.toString('base64').replaceAll(/.{20}/g, '$&\n')],
  ])('reads thumbprint and certificate in %s, too', async (_, spell) => {
    await newClient();
    const { der } = await issue();

    const spelled = { customKeyIdentifier: spell(sha1(der)), value: spell(Buffer.from(der)) };
    const { body } = await put({ type: 'AsymmetricX509Cert', usage: 'Verify', ...spelled });

    expect(body.keyCredentials[0]).toMatchObject({ value: base64(der), customKeyIdentifier: base64(sha1(der)) });
  });

  it('refuses a thumbprint and a certificate that disagree, and everything beside them', async () => {
    await newClient();
    const [good, other] = [await issue(), await issue()];
    await put(entry(good));
    const before = await state();
    for (const customKeyIdentifier of [
      base64(sha1(other.der)),
      base64(createHash('sha256').update(good.der).digest()),
      sha1(good.der).toString('hex'),
      'x',
      '',
    ]) {
      expect(await put(entry(other), entry(good, { customKeyIdentifier }))).toMatchObject({
        status: 422,
        body: { code: 'credential.thumbprint_mismatch', errors: [{ path: 'keyCredentials.1.customKeyIdentifier' }] },
      });
    }
    expect(await state()).toBe(before);
  });

  it('takes a certificate in every spelling', async () => {
    await newClient();
    const certificate = await issue();
    const value = certificate.pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE');
    const { body } = await put(entry(certificate, { value }));
    expect(body.keyCredentials[0].value).toBe(entry(certificate).value);
  });

  it('refuses what no assertion can be signed with, each with its own code; nothing is stored', async () => {
    await newClient();
    const good = entry(await issue());
    await put(good);
    const before = await state();
    const past = { notBefore: new Date(Date.now() - 2000), notAfter: new Date(Date.now() - 1000) };
    const key = Buffer.from((await issue()).privateKeyPem.split('\n').slice(1, -2).join(''), 'base64');
    const certificate = await issue();
    const refused = [
      [entry(await issue(past)), 'credential.expired', 'value'],
      [entry(await issue({ keyAlgorithm: 'rsa-1024' })), 'credential.weak_key', 'value'],
      [entry(await issue({ keyAlgorithm: 'ed25519' })), 'credential.invalid_key', ''],
      [entry(await issue({ keyAlgorithm: 'ec-p384' })), 'credential.invalid_key', ''],
      [{ ...good, value: base64(key) }, 'credential.private_key_given', 'value'],
      [{ ...good, value: (await issue()).privateKeyPem }, 'credential.private_key_given', 'value'],
      [{ ...good, value: base64(Buffer.from('garbage')) }, 'credential.not_a_certificate', 'value'],
      [{ ...good, value: '*' }, 'credential.not_a_certificate', 'value'],
      [{ ...good, value: '' }, 'credential.not_a_certificate', 'value'],
      [entry(certificate, { type: 'Symmetric' as never }), 'request.invalid', 'type'],
      [entry(certificate, { usage: 'Sign' as never }), 'request.invalid', 'usage'],
      [entry(certificate, { keyId: 'x' }), 'request.invalid', 'keyId'],
      [entry(certificate, { endDateTime: '2099-01-01T00:00:00Z' }), 'request.invalid', 'endDateTime'],
      [{ ...entry(certificate), key: 'x' }, 'request.invalid', 'key'],
    ] as const;
    for (const [wrong, code, field] of refused) {
      const answer = await put(good, wrong);
      expect(answer.status, code).toBe(422);
      expect(answer.body.code).toBe(code);
      expect(answer.body.errors[0].path).toBe(`keyCredentials.1${field && `.${field}`}`);
    }
    expect((await put(good, { ...good, keyId: randomUUID() })).body.code).toBe('credential.duplicate');
    for (const body of [{}, { keyCredentials: null }, { keyCredentials: 'x' }, { keyCredentials: [null] }, []]) {
      expect((await api.call('PUT', path(), { body })).status).toBe(422);
    }
    expect(await state()).toBe(before);
  });

  it('leaves public keys of assertions in use, and takes in certificates that were kept inactive', async () => {
    await newClient();
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const key = await addCredential(api, client, { credential_type: 'public_key', pem });
    const certificate = await issue();
    const kept = await addCredential(api, client, { credential_type: 'x509_cert', pem: certificate.pem, name: 'Kept' });
    const body = { client_authentication_methods: { private_key_jwt: { credentials: [{ id: key.id }] } } };
    await api.call('PATCH', `/api/v2/clients/${client}`, { body: { token_endpoint_auth_method: null, ...body } });

    const { body: manifest } = await put(entry(certificate));

    expect(manifest.keyCredentials).toEqual([expect.objectContaining({ keyId: kept.id, displayName: 'Kept' })]);
    expect((await active()).toSorted()).toEqual([key.id, kept.id].toSorted());
    expect((await put()).body.keyCredentials).toEqual([]);
    expect(await active()).toEqual([key.id]);
    const named = await put(entry(await issue(), { keyId: key.id }));
    expect(named.body).toMatchObject({ code: 'credential.duplicate', errors: [{ path: 'keyCredentials.0.keyId' }] });
  });

  it('does not leave an application without a way to authenticate', async () => {
    await newClient();
    expect((await put()).status).toBe(200);
    await put(entry(await issue()));
    const before = await state();

    expect(await put()).toMatchObject({ status: 422, body: { code: 'client.method_without_credential' } });
    expect(await state()).toBe(before);
  });

  it('does not lock out an application that authenticates by its TLS connection', async () => {
    await newClient();
    const { id } = await addCredential(api, client, { credential_type: 'x509_cert', pem: (await issue()).pem });
    const body = { client_authentication_methods: { self_signed_tls_client_auth: { credentials: [{ id }] } } };
    await api.call('PATCH', `/api/v2/clients/${client}`, { body });

    const answer = await put(entry(await issue()));

    expect(answer).toMatchObject({ status: 422, body: { code: 'client.method_conflict' } });
    expect(answer.body.detail).toMatch(/authenticates with self_signed_tls_client_auth/);
    expect(await read()).toEqual([]);
  });

  it('is not for what keeps no key, and not for unknown applications', async () => {
    client = (await createClient(api, { app_type: 'spa' })).client_id;
    expect((await put(entry(await issue()))).body.code).toBe('client.invalid_metadata');
    client = 'nobody';
    expect((await put(entry(await issue()))).body.code).toBe('client.not_found');
    expect((await api.call('GET', path())).body.code).toBe('client.not_found');
  });

  it('needs the scopes of A2', async () => {
    await newClient();
    const token = (...scopes: string[]) => api.tokens.issue({ scopes });
    const body = { keyCredentials: [] };

    expect((await api.call('GET', path(), { token: token('update:client_keys') })).status).toBe(403);
    expect((await api.call('PUT', path(), { token: token('read:client_keys', 'update:clients'), body })).status).toBe(
      403,
    );
    expect((await api.call('GET', path(), { token: token('read:client_keys') })).status).toBe(200);
    expect((await api.call('PUT', path(), { token: token('update:client_keys'), body })).status).toBe(200);
  });

  it('takes the id that is given for a new certificate, unless another application has it', async () => {
    await newClient();
    const keyId = randomUUID();
    expect((await put(entry(await issue(), { keyId: keyId.toUpperCase() }))).body.keyCredentials[0].keyId).toBe(keyId);
    await newClient();
    expect(await put(entry(await issue(), { keyId }))).toMatchObject({
      ...{ status: 409, body: { code: 'credential.duplicate' } },
    });
  });
});

const byId = (one: { keyId: string }, other: { keyId: string }) => one.keyId.localeCompare(other.keyId);
const dates = { startDateTime: expect.stringMatching(/Z$/), endDateTime: expect.stringMatching(/Z$/) };
