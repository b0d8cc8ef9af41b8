import type { ErrorCode, NamedAccount, RuleTrial, RuleVerdict } from '@postern/contracts';
import type { AppliedRule, PresentedIdentifier } from '@postern/provider-kit';
import type { FoundAccount } from '../identifier-lookup.port.js';

/** Outcome of a sign-in with an identifier. */
export interface Decision {
  /** The account that the deciding rule found; null if it found none or several. */
  readonly account: NamedAccount | null;
  readonly code: ErrorCode | null;
  /** What decided. */
  readonly by: FoundAccount | undefined;
}

/** Decides as the sign-in statement does: the first rule that finds an account, and only if it finds one. */
export const decide = (
  found: readonly FoundAccount[],
  { unusable }: Pick<PresentedIdentifier, 'unusable'>,
): Decision => {
  const by = first(found);
  if (by === undefined)
    return { account: null, code: unusable === true ? 'certificate.value_unusable' : 'certificate.not_linked', by };
  if (accountsAt(found, by.rank).length > 1) return { account: null, code: 'certificate.ambiguous', by };
  const { status, ...account } = by.account;
  return { account, code: status === 'blocked' ? 'certificate.account_blocked' : by.code, by };
};

const first = (found: readonly FoundAccount[]): FoundAccount | undefined =>
  found.reduce<FoundAccount | undefined>(
    (best, one) => (best === undefined || one.rank < best.rank ? one : best),
    undefined,
  );

const accountsAt = (found: readonly FoundAccount[], rank: number, source?: string): readonly NamedAccount[] => {
  const here = found.filter((one) => one.rank === rank && (source === undefined || one.source === source));
  const byId = new Map(here.map(({ account: { id, username, name } }) => [id, { id, username, name }]));
  return [...byId.values()];
};

/** Each rule of a dry run, with what it found and what came of it. */
export const trialsOf = (rules: readonly AppliedRule[], found: readonly FoundAccount[]): readonly RuleTrial[] => {
  const deciding = first(found)?.rank;
  return rules.map(({ rank, unusable, ...rule }) => {
    const accounts = accountsAt(found, rank, rule.source);
    const several = accountsAt(found, rank).length > 1;
    return { ...rule, accounts, verdict: verdictOf({ rank, unusable, ...rule }, accounts.length, several, deciding) };
  });
};

const verdictOf = (
  { rank, values, unusable }: AppliedRule,
  accounts: number,
  several: boolean,
  deciding: number | undefined,
): RuleVerdict => {
  if (values.length === 0) return unusable > 0 ? 'unusable' : 'absent';
  if (deciding !== undefined && rank > deciding) return 'not_reached';
  if (accounts === 0) return 'finds_nobody';
  return several ? 'ambiguous' : 'decides';
};
