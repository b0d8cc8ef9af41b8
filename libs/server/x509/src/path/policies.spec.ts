import {
  anyPolicy,
  type Authority,
  certificatePolicies,
  type CertificateOptions,
  createAuthority,
  generateKeys,
  inhibitAnyPolicy,
  policyConstraints,
  policyMappings,
} from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { issue, now, storeOf } from '../../testing/index.js';
import { X509Error } from '../x509.error.js';
import { findPath } from './certificate-path.js';
import type { PathSettings } from './validate-path.js';

type Extensions = NonNullable<CertificateOptions['extensions']>;

const [one, two, three] = ['1.3.6.1.4.1.99999.1', '1.3.6.1.4.1.99999.2', '1.3.6.1.4.1.99999.3'];
const explicitly = policyConstraints({ requireExplicitPolicy: 0 });
const keys = generateKeys('ec-p256');

interface Level {
  readonly subject?: string;
  readonly extensions?: Extensions;
}

/** Policies of a path through authorities, or the reason why there is none. */
const policiesOf = async (
  authorities: readonly Level[],
  person: Extensions,
  settings: PathSettings = {},
): Promise<readonly string[] | string> => {
  const chain: Authority[] = [await createAuthority({ subject: 'CN=Root', keys: await keys })];
  for (const [level, { subject = `CN=Level ${level}`, extensions = [] }] of authorities.entries()) {
    chain.push(await createAuthority({ subject, issuer: chain.at(-1)!, extensions }));
  }
  const certificate = await issue(chain.at(-1)!, { extensions: person });
  try {
    return [...findPath(certificate, storeOf(...chain), now, { ...settings, mostIntermediates: 8 }).policies].sort();
  } catch (error) {
    if (error instanceof X509Error) return error.reason;
    throw error;
  }
};
const level = (...extensions: Extensions): Level => ({ extensions });

describe('certificate policies', () => {
  it('are optional unless one is required', async () => {
    expect(await policiesOf([level()], [])).toEqual([]);
    expect(await policiesOf([level()], [], { explicitPolicy: true })).toBe('policy');
    expect(await policiesOf([level(certificatePolicies(one), explicitly)], [])).toBe('policy');
  });

  it('are valid if every certificate names them', async () => {
    const authority = level(certificatePolicies(one, two), explicitly);

    expect(await policiesOf([authority], [certificatePolicies(two, three)])).toEqual([two]);
    expect(await policiesOf([authority], [certificatePolicies(three)])).toBe('policy');
    expect(await policiesOf([authority, level(certificatePolicies(one))], [certificatePolicies(two)])).toBe('policy');
  });

  it('are limited to those that the relying party accepts', async () => {
    const authority = level(certificatePolicies(one), explicitly);

    expect(await policiesOf([authority], [certificatePolicies(one)], { policies: new Set([one]) })).toEqual([one]);
    expect(await policiesOf([authority], [certificatePolicies(one)], { policies: new Set([two]) })).toBe('policy');
    expect(
      await policiesOf([level(certificatePolicies(anyPolicy), explicitly)], [certificatePolicies(anyPolicy)], {
        policies: new Set([two]),
      }),
    ).toEqual([two]);
  });

  it('are required from the point that a CA sets', async () => {
    const later = (requireExplicitPolicy: number) => level(policyConstraints({ requireExplicitPolicy }));

    expect(await policiesOf([later(1), level()], [])).toBe('policy');
    expect(await policiesOf([later(2), level()], [])).toBe('policy');
    expect(await policiesOf([later(3), level()], [])).toEqual([]);
    expect(await policiesOf([later(5), later(0)], [])).toBe('policy');
  });

  it('of the certificate itself may require one, too', async () => {
    expect(await policiesOf([level()], [explicitly])).toBe('policy');
    expect(await policiesOf([level()], [policyConstraints({ requireExplicitPolicy: 1 })])).toEqual([]);
  });
});

describe('anyPolicy', () => {
  it('stands for every policy', async () => {
    const any = level(certificatePolicies(anyPolicy), explicitly);

    expect(await policiesOf([any], [certificatePolicies(one)])).toEqual([one]);
    expect(await policiesOf([level(certificatePolicies(one), explicitly)], [certificatePolicies(anyPolicy)])).toEqual([
      one,
    ]);
    expect(await policiesOf([any, any], [certificatePolicies(anyPolicy)])).toEqual([anyPolicy]);
  });

  it('stands for no policy once it is inhibited', async () => {
    const inhibits = (certificates: number) =>
      level(certificatePolicies(one), explicitly, inhibitAnyPolicy(certificates));

    expect(await policiesOf([inhibits(0)], [certificatePolicies(anyPolicy)])).toBe('policy');
    expect(await policiesOf([inhibits(1)], [certificatePolicies(anyPolicy)])).toEqual([one]);
    expect(await policiesOf([inhibits(1), level(certificatePolicies(one))], [certificatePolicies(anyPolicy)])).toBe(
      'policy',
    );
    expect(
      await policiesOf([level(certificatePolicies(anyPolicy), explicitly)], [certificatePolicies(one)], {
        inhibitAnyPolicy: true,
      }),
    ).toBe('policy');
  });

  it('still stands for all in a self-issued authority, but not in a person’s certificate', async () => {
    const inhibited = { ...level(certificatePolicies(one), explicitly, inhibitAnyPolicy(0)), subject: 'CN=Same' };
    const renewed = { ...level(certificatePolicies(anyPolicy)), subject: 'CN=Same' };

    expect(await policiesOf([inhibited, renewed], [certificatePolicies(one)])).toEqual([one]);
    expect(await policiesOf([inhibited, renewed], [certificatePolicies(anyPolicy)])).toBe('policy');
  });
});

describe('policy mappings', () => {
  const maps = (...pairs: readonly (readonly [string, string])[]) =>
    level(certificatePolicies(one), explicitly, policyMappings(...pairs));

  it('map the policy of one CA to that of another', async () => {
    expect(await policiesOf([maps([one, two])], [certificatePolicies(two)])).toEqual([one]);
    expect(await policiesOf([maps([one, two])], [certificatePolicies(one)])).toBe('policy');
    expect(await policiesOf([maps([one, two], [one, three])], [certificatePolicies(three)])).toEqual([one]);
    expect(await policiesOf([maps([one, two])], [certificatePolicies(two)], { policies: new Set([two]) })).toBe(
      'policy',
    );
  });

  it('chain over several CAs', async () => {
    const next = level(certificatePolicies(two), policyMappings([two, three]));

    expect(await policiesOf([maps([one, two]), next], [certificatePolicies(three)])).toEqual([one]);
    expect(await policiesOf([maps([one, two]), next], [certificatePolicies(two)])).toBe('policy');
  });

  it('apply to a policy that only anyPolicy stands for', async () => {
    const authority = level(certificatePolicies(anyPolicy), explicitly, policyMappings([one, two]));

    expect(await policiesOf([authority], [certificatePolicies(two)])).toEqual([one]);
  });

  it('never touch anyPolicy', async () => {
    expect(await policiesOf([maps([one, anyPolicy])], [certificatePolicies(one)])).toBe('policy');
    expect(await policiesOf([maps([anyPolicy, one])], [certificatePolicies(one)])).toBe('policy');
  });

  it('end a policy where they are inhibited', async () => {
    const inhibits = (inhibitPolicyMapping: number) =>
      level(certificatePolicies(one), policyConstraints({ requireExplicitPolicy: 0, inhibitPolicyMapping }));
    const mapping = level(certificatePolicies(one), policyMappings([one, two]));

    expect(await policiesOf([inhibits(0), mapping], [certificatePolicies(two)])).toBe('policy');
    expect(await policiesOf([inhibits(0), mapping], [certificatePolicies(one)])).toBe('policy');
    expect(await policiesOf([inhibits(1), mapping], [certificatePolicies(two)])).toEqual([one]);
    expect(await policiesOf([maps([one, two])], [certificatePolicies(two)], { inhibitPolicyMapping: true })).toBe(
      'policy',
    );
  });

  it.each(['constraints first', 'mappings first'])(
    'mean the same in every order of extensions, as a card issuer has them: %s',
    async (order) => {
      const extensions = [
        policyConstraints({ requireExplicitPolicy: 0, inhibitPolicyMapping: 0 }),
        policyMappings([one, two]),
        certificatePolicies(one),
      ];
      const authority = level(...(order === 'constraints first' ? extensions : extensions.reverse()));

      expect(await policiesOf([authority], [certificatePolicies(two)])).toEqual([one]);
    },
  );
});

describe('the graph of policies', () => {
  it('grows with the certificates, not with the number of paths through it', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `1.3.6.1.4.1.99999.9.${index}`);
    const pairs = many.slice(0, 20).flatMap((from) => many.slice(0, 20).map((to) => [from, to] as const));
    const authority = level(certificatePolicies(...many), explicitly, policyMappings(...pairs));

    expect(await policiesOf(Array(6).fill(authority) as Level[], [certificatePolicies(many[0]!)])).toHaveLength(20);
  });
});
