import { createAuthority, issueCertificate, type Authority, type CertificateOptions } from '@postern/dev-pki';
import { parseCertificate } from '@postern/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { MtlsParams } from '../params/mtls.params.js';
import { assertPatternReadable, proposedAccount } from './proposed-account.js';

let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority({ subject: 'CN=People' });
});

const linked = { source: 'certificate', field: 'linked', affinity: 'high', rank: 0, value: 's' } as const;

const propose = async (
  options: CertificateOptions,
  params: Partial<MtlsParams>,
  candidates: readonly object[] = [linked],
) => {
  const { der } = await issueCertificate(authority, options);
  const path = { authorities: [], policies: new Set<string>() } as never;
  return proposedAccount(
    { certificate: parseCertificate(der), path, identifier: { candidates: candidates as never } },
    Object.assign(new MtlsParams(), { newAccounts: 'at_once' }, params),
  );
};
const ada = (...emails: readonly string[]): CertificateOptions => ({
  subject: 'CN=Ada Lovelace,2.5.4.42=Ada,2.5.4.4=King',
  subjectAlternativeNames: emails.map((value) => ({ type: 'email' as const, value })),
});

describe('the account that a certificate gets', () => {
  it('has its first address of an allowed domain, in lower case', async () => {
    const options = ada('ada@home.test', 'Ada@Corp.test');

    expect(await propose(options, { newDomains: ['corp.test'], newEmail: 'confirmed' })).toMatchObject({
      ...{ username: 'ada@corp.test', email: 'ada@corp.test', emailConfirmed: true, name: 'Ada Lovelace' },
    });
    expect(await propose(options, { newDomains: ['test'] })).toBe('domain');
    expect(await propose(ada('ada@evil.test.corp.test.evil'), { newDomains: ['corp.test'] })).toBe('domain');
  });

  it('has the name that the method asks for, or the other one', async () => {
    expect(await propose(ada('a@b.test'), { newName: 'given-and-surname' })).toMatchObject({ name: 'Ada King' });
    const half = { ...ada('a@b.test'), subject: 'CN=Ada Lovelace,2.5.4.42=Ada' };
    expect(await propose(half, { newName: 'given-and-surname' })).toMatchObject({ name: 'Ada Lovelace' });
    expect(await propose({ ...half, subject: 'O=Nobody' }, {})).toBe('name');
  });

  it('has a username that fits, or there is none', async () => {
    const pattern = { newUsername: 'pattern', newUsernamePattern: '{cn}' } as const;

    expect(await propose(ada(), { ...pattern })).toMatchObject({ username: 'ada.lovelace', email: null });
    for (const subject of ['CN=!!!', `CN=${'x'.repeat(60)} ${'y'.repeat(60)}`, 'O=x'])
      expect(typeof (await propose({ subject }, { ...pattern }))).toBe('string');
  });

  it('is found again by a rule of the method, or is not created', async () => {
    const by = (field: string, value: string, more = {}) => [{ ...linked, field, value, ...more }];

    expect(await propose(ada('a@b.test'), {}, by('username', 'A@B.test'))).toMatchObject({ username: 'a@b.test' });
    expect(await propose(ada('a@b.test'), {}, by('username', 'else'))).toBe('no_rule');
    expect(await propose(ada('a@b.test'), {}, by('email', 'a@b.test'))).toBe('no_rule');
    expect(await propose(ada('a@b.test'), { newEmail: 'confirmed' }, by('email', 'a@b.test'))).toMatchObject({});
    expect(await propose(ada('a@b.test'), {}, by('linked', 's', { kept: true }))).toBe('no_rule');
    expect(await propose(ada('a@b.test'), {}, by('linked', 's', { code: 'certificate.affinity_too_low' }))).toBe(
      'no_rule',
    );
  });
});

describe('a pattern for usernames', () => {
  it.each(['{nonsense}', '{cn', 'plain'])('is refused when it names nothing: %s', (newUsernamePattern) => {
    const params = { newAccounts: 'at_once', newUsername: 'pattern', newUsernamePattern };
    expect(() => assertPatternReadable(Object.assign(new MtlsParams(), params))).toThrow('request.invalid');
  });
});
