import type { Affinity, Level } from '@postern/contracts';
import type { AuthorityPath } from '@postern/x509';
import type { MtlsParams } from '../params/mtls.params.js';
import { knownRuleSource } from './rule-source.js';
import { certificateLevels, type LevelRuleParams } from '../params/level-rule.params.js';

/** `acr` and RFC 8176 `amr` of a sign-in. */
export interface SignInLevel {
  readonly acr: Level;
  readonly amr: readonly string[];
}

/** Proof of possession of a key, and what the certificate says about where the key is and how it is unlocked. */
const amr: Readonly<Partial<Record<Level, readonly string[]>>> = {
  'urn:postern:acr:certificate-hardware': ['pop', 'sc', 'hwk'],
  'urn:postern:acr:two-factors': ['pop', 'mfa'],
};

/** The level by the first rule that fits; without one, `certificate`, or `certificate-low` where the account was found by a name. */
export const signInLevel = (
  path: Pick<AuthorityPath, 'authorities' | 'policies'>,
  affinity: Affinity,
  { levels }: Pick<MtlsParams, 'levels'>,
): SignInLevel => {
  const rule = levels.find((each) => fits(each, path, affinity));
  const acr = rule?.level ?? (affinity === 'low' ? 'urn:postern:acr:certificate-low' : 'urn:postern:acr:certificate');
  return { acr, amr: amr[acr] ?? ['pop'] };
};

const fits = (
  { affinity: needed, ...rule }: LevelRuleParams,
  path: Pick<AuthorityPath, 'authorities' | 'policies'>,
  affinity: Affinity,
): boolean => isIssuedBy(rule, path) && (needed === 'any' || affinity === 'high');

/** Whether the path runs through the issuer, and is valid for the policy. */
export const isIssuedBy = (
  { issuer, policy }: Pick<LevelRuleParams, 'issuer' | 'policy'>,
  { authorities, policies }: Pick<AuthorityPath, 'authorities' | 'policies'>,
): boolean =>
  (issuer === 'any' || authorities.some(({ certificate }) => certificate.sha256 === issuer)) &&
  // A certificate for any policy names none: nobody has said that its key is on a card.
  (policy === '' || policies.has(policy));

/** Every level that a sign-in by a method can have; by any method where none is named. */
export const levelsOfRules = (params?: MtlsParams): readonly Level[] => {
  if (params === undefined) return ['urn:postern:acr:certificate-low', ...certificateLevels];
  const { levels, rules, formerSources, affinity } = params;
  const sources = [...rules.map(({ source }) => source), ...formerSources];
  const goesByNames =
    affinity === 'any' &&
    (rules.some((rule) => rule.affinity === 'low') ||
      sources.some((source) => knownRuleSource(source).affinity === 'low'));
  return [
    ...new Set<Level>([
      ...(goesByNames ? (['urn:postern:acr:certificate-low'] as const) : []),
      'urn:postern:acr:certificate',
      ...levels.map(({ level }) => level),
    ]),
  ];
};
