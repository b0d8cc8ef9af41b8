import {
  type Authority,
  createAuthority,
  certificatePolicies,
  issueCertificate,
  type CertificateOptions,
} from '@postern/dev-pki';
import { findPath, parseCertificate, readAuthority, TrustStore } from '@postern/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { MtlsParams } from '../params/mtls.params.js';
import { mapHolder } from './certificate-candidates.js';
import { checkedRules } from './checked-rules.js';
import { readRulePattern } from './rule-pattern.js';
import { readRuleSource } from './rule-source.js';
import { levelsOfRules, signInLevel } from './sign-in-level.js';

const hardware = 'urn:postern:acr:certificate-hardware';
const onCard = '1.2.3.4.5';

let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority({ subject: 'CN=People CA', extensions: [certificatePolicies('2.5.29.32.0')] });
});
const withRules = (params: Partial<MtlsParams>): MtlsParams => Object.assign(new MtlsParams(), params);
const issue = async (options: Partial<CertificateOptions> = {}) => {
  const certificate = parseCertificate((await issueCertificate(authority, { subject: 'CN=Ada', ...options })).der);
  return { certificate, path: findPath(certificate, new TrustStore([readAuthority(authority.der)]), new Date()) };
};
const refusals = (params: Partial<MtlsParams>, before?: MtlsParams): readonly string[] => {
  try {
    checkedRules(withRules(params), before);
    return [];
  } catch (error) {
    return (error as { readonly errors: readonly { readonly path: string }[] }).errors.map(({ path }) => path);
  }
};

describe('rules', () => {
  it('apply in order, with links of earlier rules before the first rule that relies on a name', async () => {
    const { certificate, path } = await issue();
    const params = withRules({
      rules: [
        { source: 'public-key', field: 'linked' },
        { source: 'subject:CN', field: 'username' },
      ],
      formerSources: ['issuer-and-subject'],
    });

    const { candidates, rule } = mapHolder(certificate, path, params);

    expect(candidates.map(({ source, kept = false, affinity }) => [source, kept, affinity])).toEqual([
      ['public-key', false, 'high'],
      ['certificate', true, 'high'],
      ['issuer-and-subject', true, 'low'],
      ['subject:CN', false, 'low'],
    ]);
    expect(rule).toEqual({ source: 'public-key', field: 'linked', affinity: 'high' });
  });

  it('report that none finds a usable value, and link by the certificate itself', async () => {
    const { certificate, path } = await issue();
    const params = withRules({ rules: [{ source: 'san-upn', field: 'username' }] });

    const mapped = mapHolder(certificate, path, params);

    expect(mapped).toMatchObject({ unusable: true, rule: { source: 'certificate' } });
    expect(mapped.candidates).toMatchObject([{ source: 'certificate', kept: true }]);
  });

  it('look for the value of any source in a profile field', async () => {
    const { certificate, path } = await issue({ subject: 'CN=Ada,2.5.4.5=#0c03412d31' });
    const sources = [
      ...['certificate', 'public-key', 'issuer-and-serial', 'subject-key-identifier', 'issuer-and-subject'],
      ...['subject:serialNumber', 'subject-pattern:CN=(Ada)'],
    ];
    const rules = sources.map((source) => ({ source, field: 'field:card' }) as const);

    const { candidates } = mapHolder(certificate, path, withRules({ rules: rules.slice(0, 10) }));

    const own = candidates.filter(({ kept }) => kept !== true);
    expect(own.map(({ source, field, affinity }) => [source, field, affinity])).toEqual(
      sources.map((source, index) => [source, 'field:card', index < 4 ? 'high' : 'low']),
    );
    expect(own[0]?.value).toBe(certificate.sha256);
    for (const { value } of own.slice(1, 5)) expect(value).toMatch(/^[0-9a-f]{64}$/);
    expect(own.slice(5).map(({ value }) => value)).toEqual(['a-1', 'ada']);
    expect(refusals({ rules })).toEqual([]);
  });

  it('are refused where one makes no sense, and each is named', () => {
    expect(refusals({ rules: [{ source: 'serial', field: 'linked' }] })).toEqual(['rules.0.source']);
    expect(refusals({ rules: [{ source: 'certificate', field: 'username' }] })).toEqual(['rules.0.field']);
    expect(refusals({ rules: [{ source: 'san-upn', field: 'username', affinity: 'high' }] })).toEqual([
      'rules.0.affinity',
    ]);
    const twice = { source: 'san-upn', field: 'username' } as const;
    expect(refusals({ rules: [twice, twice] })).toEqual(['rules.1']);
    expect(refusals({ rules: [{ source: 'certificate', field: 'linked', affinity: 'low' }] })).toEqual([]);
  });

  it('leave their source when removed, until it is removed too', () => {
    const before = withRules({ rules: [{ source: 'issuer-and-subject', field: 'linked' }] });
    const after = checkedRules(withRules({ rules: [{ source: 'public-key', field: 'linked' }] }), before);

    expect(after.formerSources).toEqual(['issuer-and-subject']);
    expect(checkedRules({ ...after, formerSources: [] }, withRules(after)).formerSources).toEqual([]);
  });
});

describe('a pattern', () => {
  it.each([
    ['(a)(b)', /exactly one group/],
    ['a', /exactly one group/],
    ['(?<=a)(b)', /not a pattern/],
    ['(a)\\1', /not a pattern/],
    [`(${'a'.repeat(500)})`, /500 characters/],
  ])('%s is refused', (pattern, why) => {
    expect(readRulePattern(pattern)).toMatch(why);
    expect(readRuleSource(`subject-pattern:${pattern}`)).toMatch(why);
  });

  it('takes linear time, where backtracking would never end', () => {
    const pattern = readRulePattern('^((?:a+)+)$');

    expect(typeof pattern === 'string' ? pattern : pattern.find(`${'a'.repeat(4000)}b`)).toBeUndefined();
  });
});

describe('the level of a sign-in', () => {
  const plainly = { acr: 'urn:postern:acr:certificate', amr: ['pop'] };

  it('is that of the first rule that fits issuer and policy, as the path is valid for it', async () => {
    const { certificate, path } = await issue({ extensions: [certificatePolicies(onCard)] });
    const plain = await issue();
    const { sha256 } = path.anchor.certificate;
    const params = withRules({ levels: [{ issuer: sha256, policy: onCard, level: hardware, affinity: 'high' }] });

    expect(certificate.policies).toEqual(new Set([onCard]));
    expect(signInLevel(path, 'high', params)).toEqual({ acr: hardware, amr: ['pop', 'sc', 'hwk'] });
    expect(signInLevel(path, 'low', params)).toEqual({ acr: 'urn:postern:acr:certificate-low', amr: ['pop'] });
    expect(signInLevel(plain.path, 'high', params)).toEqual(plainly);
    const elsewhere = [{ issuer: '0'.repeat(64), policy: onCard, level: hardware, affinity: 'any' } as const];
    expect(signInLevel(path, 'high', withRules({ levels: elsewhere }))).toEqual(plainly);
  });

  it('is not raised by a certificate for any policy, which does not state that its key is on a card', async () => {
    const { path } = await issue({ extensions: [certificatePolicies('2.5.29.32.0')] });
    const levels = [{ issuer: 'any', policy: onCard, level: hardware, affinity: 'any' } as const];

    expect(signInLevel(path, 'high', withRules({ levels }))).toEqual(plainly);
  });

  it('can be one by name only where a rule relies on a name', () => {
    expect(levelsOfRules(withRules({}))).toEqual(['urn:postern:acr:certificate']);
    expect(levelsOfRules(withRules({ rules: [{ source: 'san-upn', field: 'username' }] }))).toContain(
      'urn:postern:acr:certificate-low',
    );
  });
});
