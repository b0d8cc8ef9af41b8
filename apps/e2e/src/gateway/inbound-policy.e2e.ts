import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { GatewayApi, GatewayClause, GatewayDecision } from '@postern/contracts';
import { createAuthority, type Issued, issueCertificate, issueSelfSigned, readIssued } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { usersAuthority } from '../support/issuing.js';
import { type Upstream, startUpstream } from './support/upstream.js';
import { call } from './support/calls.js';
import { Gateway } from './support/gateway.js';

const postern = inject('postern');
const invalid = { status: 401, title: 'Invalid client certificate' };
const thumbprint = (algorithm: 'sha1' | 'sha256', { der }: Issued) => createHash(algorithm).update(der).digest('hex');
const sample = (files: { readonly cert: string; readonly key: string }) =>
  readIssued(readFileSync(files.cert, 'utf8'), readFileSync(files.key, 'utf8'));

let gateway: Gateway;
let server: Upstream;
let api: GatewayApi;
let partner: Issued;
let known: Issued;
let stranger: Issued;

beforeAll(async () => {
  gateway = await Gateway.of(postern);
  server = await startUpstream();
  api = await gateway.addApi(await gateway.addUpstream(server), null);
  const authority = await createAuthority({ subject: 'O=Partners' });
  await gateway.addTrustAnchor(authority);
  partner = await issueCertificate(authority, { subject: 'O=Partners, CN=orders' });
  known = await issueSelfSigned({ subject: 'CN=known' });
  stranger = await issueSelfSigned({ subject: 'CN=known' });
});
afterAll(() => server?.stop());

const policyIs = (require: GatewayClause | null, refusal?: object) =>
  gateway.change(api.id, { policy: { require, refusal } });

/** Status and, when refused, what the caller is told. */
const answerTo = async (certificate?: Issued) => {
  const { status, body } = await call(postern, `${api.draft.pathPrefix}/x`, { certificate });
  return status === 200 ? { status } : { status, title: (JSON.parse(body) as { readonly title: string }).title };
};

describe('E1: an API that desires one thumbprint', () => {
  it.each([
    ['SHA-1', 'sha1'],
    ['SHA-256', 'sha256'],
  ] as const)(
    'lets its %s in; nobody and everybody else get 401 "Invalid client certificate"',
    async (algorithm, hash) => {
      await policyIs({ type: 'thumbprint', algorithm, value: thumbprint(hash, known) });

      expect(await answerTo(known)).toEqual({ status: 200 });
      expect(await answerTo()).toEqual(invalid);
      expect(await answerTo(stranger)).toEqual(invalid);
    },
  );
});

describe('E2: an API for the uploaded certificates', () => {
  it('lets in who is among them, callers and those of the gateway, and nobody else; at once', async () => {
    await policyIs({ type: 'uploaded' });
    expect(await answerTo(known)).toEqual(invalid);

    const [caller] = await gateway.addCaller(known);
    expect(await answerTo(known)).toEqual({ status: 200 });
    expect(await answerTo()).toEqual(invalid);
    expect(await answerTo(stranger)).toEqual(invalid);
    const { id } = await gateway.addCertificate(stranger);
    expect(await answerTo(stranger)).toEqual({ status: 200 });

    await gateway.admin.delete(`/gateway/caller-certificates/${caller!.id}`);
    await gateway.admin.delete(`/gateway/certificates/${id}`);
    expect(await answerTo(known)).toEqual(invalid);
    expect(await answerTo(stranger)).toEqual(invalid);
  });
});

describe('an API that requires a certificate', () => {
  it('takes any, expired ones too, and nobody without one', async () => {
    await policyIs({ type: 'certificate' });
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
    const old = await issueSelfSigned({ subject: 'CN=old', notBefore: ago(20), notAfter: ago(10) });

    expect(await answerTo(stranger)).toEqual({ status: 200 });
    expect(await answerTo(old)).toEqual({ status: 200 });
    expect(await answerTo()).toEqual(invalid);
  });
});

describe('an API that validates certificates', () => {
  const validate: GatewayClause = {
    type: 'validate',
    trust: true,
    notBefore: true,
    notAfter: true,
    revocation: true,
    trustAnchorIds: [],
  };

  it('takes those of the trust anchors that it names, and of no others', async () => {
    const authority = await usersAuthority(postern);
    const root = await gateway.addTrustAnchor({ ...authority, pem: readFileSync(postern.usersCa.root, 'utf8') });
    const issuing = await gateway.addTrustAnchor(authority);
    await policyIs({ ...validate, trustAnchorIds: [root.id, issuing.id] });
    const [alice] = postern.users;

    expect(await answerTo(await sample(alice!.certificate))).toEqual({ status: 200 });
    expect(await answerTo(partner)).toEqual(invalid);
    for (const bad of ['expired', 'not-yet-valid', 'revoked', 'server-auth-only', 'foreign-ca', 'self-signed']) {
      expect(await answerTo(await sample(postern.badCertificates[bad]!)), bad).toEqual(invalid);
    }
  });

  it('looks at each date, and at revocation, unless told not to', async () => {
    await policyIs({ ...validate, notBefore: false, notAfter: false, revocation: false });

    for (const bad of ['expired', 'not-yet-valid', 'revoked']) {
      expect(await answerTo(await sample(postern.badCertificates[bad]!)), bad).toEqual({ status: 200 });
    }
    expect(await answerTo(await sample(postern.badCertificates['foreign-ca']!))).toEqual(invalid);
  });

  it('tells identities apart', async () => {
    const identities = [{ commonName: 'somebody' }, { commonName: 'orders', issuerSubject: 'O=Partners' }];
    await policyIs({
      type: 'all',
      clauses: [validate, { type: 'identities', identities }],
    });

    expect(await answerTo(partner)).toEqual({ status: 200 });
    expect(await answerTo(await sample(postern.users[0]!.certificate))).toEqual(invalid);
    expect(await answerTo(await issueSelfSigned({ subject: 'O=Partners, CN=orders' }))).toEqual(invalid);
  });
});

describe('an API for everybody', () => {
  it('asks for nothing', async () => {
    await policyIs(null);

    expect(await answerTo()).toEqual({ status: 200 });
    expect(await answerTo(stranger)).toEqual({ status: 200 });
  });
});

describe('a refusal', () => {
  it('says what the API wants it to say, with the status it wants, and nothing about the clause', async () => {
    const refusal = { status: 403, reason: 'Zutritt nur für Partner 🚫 "x" $host' };
    await policyIs({ type: 'uploaded' }, refusal);
    const { status, headers, body } = await call(postern, api.draft.pathPrefix, { certificate: stranger });

    expect(status).toBe(403);
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
    expect(JSON.parse(body)).toEqual({ type: 'urn:postern:gateway:refused', status: 403, title: refusal.reason });
  });
});

describe('Try it', () => {
  it('shows the decision and the clause that made it, for the draft and for what serves', async () => {
    const value = thumbprint('sha1', known);
    await policyIs({ type: 'thumbprint', algorithm: 'SHA-1', value });
    await gateway.admin.patch(`/gateway/apis/${api.id}`, {
      policy: { require: { type: 'all', clauses: [{ type: 'certificate' }, { type: 'uploaded' }] } },
    });
    const tryIt = (input: object) => gateway.admin.post<GatewayDecision>(`/gateway/apis/${api.id}/try`, input);

    expect(await tryIt({ certificate: known.pem, policy: 'applied' })).toMatchObject({
      allowed: true,
      decidedBy: 'require',
    });
    expect(await tryIt({ certificate: known.pem })).toMatchObject({
      allowed: false,
      status: 401,
      code: 'gateway.not_uploaded',
      decidedBy: 'require.clauses.1',
      thumbprints: { sha1: value },
    });
    expect(await tryIt({})).toMatchObject({ code: 'gateway.no_client_certificate', decidedBy: 'require.clauses.0' });
    expect(
      await gateway.admin.send('POST', `/gateway/apis/${api.id}/try`, { certificate: known.privateKeyPem }),
    ).toMatchObject({
      status: 422,
      body: expect.stringContaining('certificate.private_key_given'),
    });
  });
});
