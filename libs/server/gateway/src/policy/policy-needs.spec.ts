import type { GatewayClause } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from './parse-policy.js';
import { vouchesForCertificate } from './policy-needs.js';

const vouches = (require: unknown): boolean => vouchesForCertificate(parsePolicy({ require }));

const certificate = { type: 'certificate' };
const uploaded = { type: 'uploaded' };
const token = { type: 'token' };
const trusted = { type: 'validate' };
const dates = { type: 'validate', trust: false };
const thumbprint = { type: 'thumbprint', algorithm: 'SHA-256', value: 'ab'.repeat(32) };
const identity = (fields: object) => ({ type: 'identities', identities: [fields] });
const name = identity({ commonName: 'payroll' });
const all = (...clauses: object[]) => ({ type: 'all', clauses });
const any = (...clauses: object[]) => ({ type: 'any', clauses });

describe('a policy that verifies the certificate, so that a caller is counted by it', () => {
  it.each([
    ['one thumbprint', thumbprint],
    ['an upload', uploaded],
    ['trust', trusted],
    ['a token', token],
    ['an identity by thumbprint', identity({ thumbprint: 'ab'.repeat(20) })],
    ['an identity by its issuer’s signature', identity({ issuerThumbprint: 'ab'.repeat(32), commonName: 'payroll' })],
    ['trust beside a name', all(name, trusted)],
    ['any certificate that is uploaded as well', all(certificate, uploaded)],
    ['one of several, each of which vouches', any(uploaded, all(dates, thumbprint), all(certificate, any(token)))],
  ])('asks for %s', (_, require) => {
    expect(vouches(require)).toBe(true);
  });
});

describe('a policy that accepts a self-made certificate, so that a caller is counted by address', () => {
  it.each([
    ['nothing', null],
    ['any certificate', certificate],
    ['dates alone', dates],
    ['any certificate with good dates', all(certificate, dates)],
    ['one of several, one of which anybody fulfils', any(uploaded, certificate)],
    ['the same, deep inside', all(certificate, any(thumbprint, all(dates, any(certificate, uploaded))))],
  ])('asks for %s', (_, require) => {
    expect(vouches(require)).toBe(false);
  });

  it('has one identity among several that anybody can claim, stored before such were refused', () => {
    const require = {
      type: 'identities',
      identities: [{ thumbprint: 'ab'.repeat(32) }, { commonName: 'payroll' }],
    } as GatewayClause;

    expect(vouchesForCertificate({ require, refusal: { status: 401, reason: 'no' } })).toBe(false);
  });
});
