import { createHash } from 'node:crypto';
import { createAuthority, createCrl, type Issued, issueCertificate, issueSelfSigned } from '@postern/dev-pki';
import type { GatewayClause } from '@postern/contracts';
import { readRevocationLists, Revocations, x5tS256 } from '@postern/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { callerWith } from '../../testing/callers.js';
import { evaluatePolicy } from './evaluate-policy.js';
import { parsePolicy } from './parse-policy.js';

const day = 86_400_000;
const digest = (algorithm: string, { der }: Issued) => createHash(algorithm).update(der).digest('hex');
const names = { subject: 'C=DE, O=Example\\, Inc., CN=orders' };

let root: Issued;
let other: Issued;
let orders: Issued;
let expired: Issued;
let early: Issued;
let selfSigned: Issued;

beforeAll(async () => {
  const ago = (days: number) => new Date(Date.now() - days * day);
  root = await createAuthority({ subject: 'O=Example, CN=Partners CA', notBefore: ago(100) });
  other = await createAuthority({ subject: 'O=Example, CN=Partners CA' });
  orders = await issueCertificate(root, {
    ...names,
    serialNumber: '00ab12',
    subjectAlternativeNames: [{ type: 'dns', value: 'Orders.example.com' }],
  });
  expired = await issueCertificate(root, { ...names, notBefore: ago(20), notAfter: ago(10) });
  early = await issueCertificate(root, { ...names, notBefore: ago(-10), notAfter: ago(-20) });
  selfSigned = await issueSelfSigned(names);
});

/** Through the parser, as every policy comes. */
const decide = (require: unknown, parts: Parameters<typeof callerWith>[0]) =>
  evaluatePolicy(parsePolicy({ require }), callerWith(parts));
const codeOf = async (require: unknown, parts: Parameters<typeof callerWith>[0]) => (await decide(require, parts)).code;

describe('a policy without clauses', () => {
  it('accepts every caller', async () => {
    expect(await decide(null, {})).toMatchObject({ allowed: true, verified: false });
  });
});

describe('every clause about a certificate', () => {
  const thumbprint = { type: 'thumbprint', algorithm: 'SHA-1', value: 'ab'.repeat(20) };
  it.each([
    { type: 'certificate' },
    thumbprint,
    { type: 'uploaded' },
    { type: 'validate' },
    { type: 'identities', identities: [{ thumbprint: 'ab'.repeat(32) }] },
    { type: 'token', scopes: ['orders:read'] },
    { type: 'all', clauses: [{ type: 'certificate' }, thumbprint] },
    { type: 'any', clauses: [thumbprint, { type: 'uploaded' }] },
  ])('refuses a caller without one: $type', async (clause) => {
    expect(await decide(clause, { isUploaded: () => true })).toMatchObject({
      allowed: false,
      code: 'gateway.no_client_certificate',
    });
  });
});

describe('a required certificate', () => {
  it('may be any, and verifies no one', async () => {
    expect(await decide({ type: 'certificate' }, { certificate: selfSigned })).toMatchObject({
      allowed: true,
      verified: false,
    });
  });
});

describe('the desired thumbprint', () => {
  it.each([
    ['SHA-1', 'sha1'],
    ['SHA-256', 'sha256'],
  ])('E1: by %s accepts its certificate and no other', async (algorithm, hash) => {
    const clause = { type: 'thumbprint', algorithm, value: digest(hash, selfSigned) };

    expect(await decide(clause, { certificate: selfSigned })).toMatchObject({ allowed: true, verified: true });
    expect(await codeOf(clause, { certificate: orders })).toBe('gateway.other_thumbprint');
  });

  it('is the same in upper case, with colons, with spaces, and with the invisible mark that Windows adds', async () => {
    const hex = digest('sha1', orders).toUpperCase();
    for (const value of [hex, hex.match(/../g)!.join(':'), hex.match(/../g)!.join(' '), `\u200e${hex}`]) {
      expect(await codeOf({ type: 'thumbprint', algorithm: 'SHA-1', value }, { certificate: orders })).toBeNull();
    }
  });
});

describe('the uploaded certificates', () => {
  it('E2: accept one of them, and no other: the "!" that the sample lacks', async () => {
    const clause = { type: 'uploaded' };

    expect(await codeOf(clause, { certificate: orders, isUploaded: () => true })).toBeNull();
    expect(await codeOf(clause, { certificate: orders, isUploaded: () => false })).toBe('gateway.not_uploaded');
  });
});

describe('validation', () => {
  const validate = (checks: object = {}) => ({ type: 'validate', ...checks });
  const known = (certificate: Issued) => ({ certificate, authorities: [root] });

  it('accepts a certificate of a known trust anchor', async () => {
    expect(await decide(validate(), known(orders))).toMatchObject({ allowed: true, verified: true });
  });

  it('refuses other authorities, also one of the same name, and self-signed certificates', async () => {
    expect(await codeOf(validate(), { certificate: orders, authorities: [other] })).toBe('certificate.untrusted');
    expect(await codeOf(validate(), known(selfSigned))).toBe('certificate.self_signed');
    expect(await codeOf(validate(), { certificate: orders, authorities: [] })).toBe('certificate.untrusted');
  });

  it('looks at each date unless told not to', async () => {
    expect(await codeOf(validate(), known(expired))).toBe('certificate.expired');
    expect(await codeOf(validate({ notAfter: false }), known(expired))).toBeNull();
    expect(await codeOf(validate(), known(early))).toBe('certificate.not_yet_valid');
    expect(await codeOf(validate({ notBefore: false }), known(early))).toBeNull();
    expect(await codeOf(validate({ trust: false }), known(selfSigned))).toBeNull();
    expect(await codeOf(validate({ trust: false }), known(expired))).toBe('certificate.expired');
  });

  it('verifies no one when trust is switched off', async () => {
    expect(await decide(validate({ trust: false }), known(selfSigned))).toMatchObject({ verified: false });
  });

  it('refuses what was revoked, unless revocation is switched off', async () => {
    const { der } = await createCrl(root, { revokedSerials: [orders.certificate.serialNumber] });
    const revocations = new Revocations(readRevocationLists(der));

    expect(await codeOf(validate(), { ...known(orders), revocations })).toBe('certificate.revoked');
    expect(await codeOf(validate({ revocation: false }), { ...known(orders), revocations })).toBeNull();
  });

  it('refuses while revocation is unknown', async () => {
    const { der } = await createCrl(root, {
      thisUpdate: new Date(Date.now() - 2 * day),
      nextUpdate: new Date(Date.now() - day),
    });
    const revocations = new Revocations(readRevocationLists(der));

    expect(await codeOf(validate(), { ...known(orders), revocations })).toBe('certificate.revocation_unknown');
  });

  it('refuses certificates of servers, of authorities, and weak ones', async () => {
    const server = await issueCertificate(root, { ...names, purposes: ['serverAuth'] });
    const weak = await issueCertificate(root, { ...names, keyAlgorithm: 'rsa-1024' });

    expect(await codeOf(validate(), known(server))).toBe('certificate.wrong_purpose');
    expect(await codeOf(validate(), known(root))).toBe('certificate.is_authority');
    expect(await codeOf(validate(), known(weak))).toBe('certificate.weak_key');
  });
});

describe('identities', () => {
  const identify = (identity: object) => ({
    type: 'all',
    clauses: [
      { type: 'validate', revocation: false },
      { type: 'identities', identities: [{ commonName: 'nobody' }, identity] },
    ],
  });

  it.each([
    ['serialNumber', 'AB12', 'AB13'],
    ['serialNumber', '00:ab:12', 'ab'],
    ['commonName', 'orders', 'Example, Inc.'],
    ['commonName', 'ORDERS', 'order'],
    ['subject', 'CN=orders,O=Example\\, Inc.,C=DE', 'CN=orders'],
    ['subject', 'C=DE\nO=Example, Inc.\nCN=orders', 'CN=orders\nO=Example, Inc.\nC=DE'],
    ['dnsName', 'orders.EXAMPLE.com', 'example.com'],
    ['issuerSubject', 'CN=Partners CA,O=Example', 'CN=Partners CA'],
  ])('by %s: %j fits, %j does not', async (field, right, wrong) => {
    const parts = { certificate: orders, authorities: [root] };

    expect(await codeOf(identify({ [field]: right }), parts)).toBeNull();
    expect(await codeOf(identify({ [field]: wrong }), parts)).toBe('gateway.other_identity');
  });

  it('by thumbprint and by thumbprint of the issuer, SHA-1 or SHA-256', async () => {
    const identities = (identity: object) => ({ type: 'identities', identities: [identity] });
    const parts = { certificate: orders, authorities: [root, other] };
    for (const hash of ['sha1', 'sha256']) {
      expect(await codeOf(identities({ thumbprint: digest(hash, orders) }), parts)).toBeNull();
      expect(await codeOf(identities({ issuerThumbprint: digest(hash, root) }), parts)).toBeNull();
      expect(await codeOf(identities({ issuerThumbprint: digest(hash, other) }), parts)).toBe('gateway.other_identity');
    }
  });

  it('have to fit with all of their fields', async () => {
    const parts = { certificate: orders, authorities: [root] };

    expect(await codeOf(identify({ commonName: 'orders', serialNumber: 'AB12' }), parts)).toBeNull();
    expect(await codeOf(identify({ commonName: 'orders', serialNumber: 'AB13' }), parts)).toBe(
      'gateway.other_identity',
    );
  });

  it('do not match a self-made certificate with the same names', async () => {
    expect(await codeOf(identify({ commonName: 'orders' }), { certificate: selfSigned, authorities: [root] })).toBe(
      'certificate.self_signed',
    );
  });
});

describe('a certificate-bound access token', () => {
  const clause = { type: 'token', scopes: ['orders:read'], audience: 'https://api.example.com/orders' };
  const token = (changes: object = {}) => ({
    certificate: orders,
    accessToken: 'token',
    findToken: () =>
      Promise.resolve({
        scopes: new Set(['orders:read', 'orders:write']),
        audiences: ['https://api.example.com/orders'],
        certificate: x5tS256(orders.der),
        ...{ acr: null, amr: [], authTime: null },
        ...changes,
      }),
  });

  it('accepts the certificate that it was issued to', async () => {
    expect(await decide(clause, token())).toMatchObject({ allowed: true, verified: true });
  });

  it.each([
    ['none', { accessToken: null }, 'gateway.token_missing'],
    ['an unknown one', { findToken: () => Promise.resolve(undefined) }, 'gateway.token_invalid'],
  ])('refuses %s', async (_, changes, code) => {
    expect(await codeOf(clause, { ...token(), ...changes })).toBe(code);
  });

  it.each([
    ['for another API', { audiences: ['https://api.example.com/other'] }, 'gateway.token_invalid'],
    ['that is not bound', { certificate: null }, 'gateway.token_not_bound'],
    ['without the scope', { scopes: new Set(['orders:write']) }, 'gateway.token_insufficient_scope'],
  ])('refuses one %s', async (_, changes, code) => {
    expect(await codeOf(clause, token(changes))).toBe(code);
  });

  it('refuses a stolen one, with another certificate', async () => {
    expect(await codeOf(clause, { ...token(), certificate: selfSigned })).toBe('gateway.token_of_another_certificate');
  });
});

describe('a decision', () => {
  const wrong = { type: 'thumbprint', algorithm: 'SHA-256', value: '00'.repeat(32) } as const;

  it('names the deciding clause, and the result of every clause', async () => {
    const clause: GatewayClause = {
      type: 'all',
      clauses: [{ type: 'certificate' }, { type: 'any', clauses: [wrong, { type: 'uploaded' }] }, wrong],
    };
    const { decidedBy, trace, code } = await decide(clause, { certificate: orders });

    expect({ decidedBy, code }).toEqual({ decidedBy: 'require.clauses.1.clauses.0', code: 'gateway.other_thumbprint' });
    expect(trace.map(({ path, outcome }) => `${path} ${outcome}`)).toEqual([
      'require not_met',
      'require.clauses.0 met',
      'require.clauses.1 not_met',
      'require.clauses.1.clauses.0 not_met',
      'require.clauses.1.clauses.1 not_met',
      'require.clauses.2 skipped',
    ]);
  });

  it('evaluates no more than necessary', async () => {
    const never = () => {
      throw new Error('nobody had to know');
    };
    const clause = { type: 'any', clauses: [{ type: 'certificate' }, { type: 'uploaded' }] };
    const { trace } = await decide(clause, { certificate: orders, isUploaded: never });

    expect(trace.map(({ outcome }) => outcome)).toEqual(['met', 'met', 'skipped']);
  });
});
