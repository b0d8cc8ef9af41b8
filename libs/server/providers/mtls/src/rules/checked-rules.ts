import { ownFieldKey } from '@postern/contracts';
import { type FieldError, InvalidError } from '@postern/errors';
import type { MtlsParams } from '../params/mtls.params.js';
import type { MappingRuleParams } from '../params/mapping-rule.params.js';
import { knownRuleSource, readRuleSource } from './rule-source.js';

type Rules = Pick<MtlsParams, 'rules' | 'formerSources'>;

/** Sources of identifiers that stay usable after their rule is gone. */
const mostFormer = 20;

/**
 * Checks rules beyond their shape. Sources of removed rules are kept, so that people linked by them can still sign in.
 *
 * @param before the stored rules
 * @throws InvalidError `request.invalid` with a sentence for each rule that cannot be used
 */
export const checkedRules = ({ rules, formerSources }: Rules, before?: Rules): Rules => {
  const errors = [
    ...rules.flatMap((rule, index) => problemsOf(rule, `rules.${index}`)),
    ...rules.flatMap((rule, index) =>
      isRepeated(rules, index) ? [{ path: `rules.${index}`, message: repeated }] : [],
    ),
    ...formerSources.flatMap((source, index) => sourceProblems(source, `formerSources.${index}`)),
  ];
  if (errors.length > 0) throw new InvalidError('request.invalid', undefined, errors);
  const linked = linkedSources(rules);
  const gone = before === undefined ? [] : linkedSources(before.rules);
  const former = [...new Set([...gone, ...formerSources])].filter((source) => !linked.includes(source));
  return { rules, formerSources: former.slice(0, mostFormer) };
};

const repeated = 'is the same as a rule above';

const isRepeated = (rules: readonly MappingRuleParams[], index: number): boolean =>
  rules.slice(0, index).some(({ source, field }) => source === rules[index]?.source && field === rules[index].field);

const linkedSources = (rules: readonly MappingRuleParams[]): readonly string[] =>
  rules.filter(({ field }) => field === 'linked').map(({ source }) => source);

const sourceProblems = (source: string, path: string): readonly FieldError[] => {
  const read = readRuleSource(source);
  return typeof read === 'string' ? [{ path, message: read }] : [];
};

const problemsOf = ({ source, field, affinity }: MappingRuleParams, path: string): readonly FieldError[] => {
  const unreadable = sourceProblems(source, `${path}.source`);
  if (unreadable.length > 0) return unreadable;
  const read = knownRuleSource(source);
  const problems: FieldError[] = [];
  if (read.kind === 'subject' && field !== 'linked' && ownFieldKey(field) === undefined)
    problems.push({
      path: `${path}.field`,
      message: `${source} can only be looked for among linked identifiers and in own profile fields`,
    });
  if (read.affinity === 'low' && affinity === 'high')
    problems.push({ path: `${path}.affinity`, message: `${source} is a name that the CA wrote; its affinity is low` });
  return problems;
};
