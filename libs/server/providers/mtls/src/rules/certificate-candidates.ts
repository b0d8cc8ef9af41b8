import type { MappingRule } from '@postern/contracts';
import type { AppliedRule, Candidate, PresentedIdentifier } from '@postern/provider-kit';
import { type AuthorityPath, type Certificate, extractSubject } from '@postern/x509';
import type { MtlsParams } from '../params/mtls.params.js';
import type { MappingRuleParams } from '../params/mapping-rule.params.js';
import { knownRuleSource } from './rule-source.js';

type Path = Pick<AuthorityPath, 'authorities' | 'anchor'>;
type Values = Pick<Candidate, 'value' | 'alias' | 'formerSubject'>;

/** What a certificate says about its holder, by the rules of a method. */
export type HolderMapping = Required<
  Pick<PresentedIdentifier, 'subject' | 'alias' | 'formerSubject' | 'rule' | 'candidates' | 'unusable' | 'rules'>
>;

/** A rule with its place. Rules as they are configured have even ranks. */
type RankedRule = Pick<AppliedRule, keyof MappingRule | 'rank' | 'kept'>;

/** What an identifier is made by where no rule of the method makes one. */
const byHand = 'certificate';

/**
 * Every value of a certificate by which a method looks for its holder, in the order of the rules.
 *
 * Identifiers that were linked under an earlier rule, or without one, stay good: they stand before the first rule that goes by a name,
 * since the person, or an administrator, has said whose the certificate is.
 *
 * @param about what a rule is worth in a sign-in: level, refusal
 */
export const mapHolder = (
  certificate: Certificate,
  path: Path,
  { rules, formerSources }: Pick<MtlsParams, 'rules' | 'formerSources'>,
  about: (rule: MappingRule) => Partial<Candidate> = () => ({}),
): HolderMapping => {
  const applied = rankedRules(rules, formerSources).map((rule) => ({ rule, ...valuesOf(certificate, path, rule) }));
  const candidates = applied.flatMap(({ rule: { kept, ...rule }, usable }) =>
    usable.map((values): Candidate => ({ ...rule, ...(kept && { kept }), ...values, ...about(rule) })),
  );
  const made = candidates.find(({ field, kept }) => field === 'linked' && kept !== true);
  const own = made ?? { ...keptRule(byHand), ...valuesOf(certificate, path, keptRule(byHand)).usable[0]! };
  const { source, field, affinity, value, alias = null, formerSubject = null } = own;
  return {
    ...{ subject: value, alias, formerSubject, rule: { source, field, affinity }, candidates },
    unusable: candidates.every(({ kept }) => kept),
    rules: applied.map(({ rule, usable, unusable }) => ({ ...rule, values: usable.map((one) => one.value), unusable })),
  };
};

const withAffinity = ({ source, field, affinity }: MappingRuleParams): MappingRule => ({
  source,
  field,
  affinity: affinity ?? knownRuleSource(source).affinity,
});

const keptRule = (source: string): MappingRule => withAffinity({ source, field: 'linked' });

const rankedRules = (rules: readonly MappingRuleParams[], formerSources: readonly string[]): readonly RankedRule[] => {
  const configured = rules.map((rule, index) => ({ ...withAffinity(rule), rank: 2 * index, kept: false }));
  const linked = configured.filter(({ field }) => field === 'linked').map(({ source }) => source);
  const byName = configured.find(({ field }) => field !== 'linked');
  const rank = (byName?.rank ?? 2 * configured.length) - 1;
  const kept = [...new Set([byHand, ...formerSources])]
    .filter((source) => !linked.includes(source))
    .map((source) => ({ ...keptRule(source), rank, kept: true }));
  return [...configured, ...kept].sort((one, other) => one.rank - other.rank);
};

const valuesOf = (
  certificate: Certificate,
  path: Path,
  { source, field }: MappingRule,
): { readonly usable: readonly Values[]; readonly unusable: number } => {
  const read = knownRuleSource(source);
  if (read.kind === 'subject') {
    const found = extractSubject(certificate, path, read.source);
    if (found === undefined) return { usable: [], unusable: 0 };
    const { subject, ...others } = found;
    // A field holds the digits alone, as other programs print them.
    const value = { value: subject.slice(subject.indexOf(':') + 1) };
    return { usable: [field === 'linked' ? { value: subject, ...others } : value], unusable: 0 };
  }
  const { usable, unusable } = read.values(certificate);
  return {
    usable: usable.map((value) => ({ value: field === 'linked' ? `${read.prefix}:${value}` : value })),
    unusable,
  };
};
