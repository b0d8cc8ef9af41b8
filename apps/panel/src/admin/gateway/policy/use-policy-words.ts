import type { GatewayClause, GatewayIdentity, GatewayPolicyLine } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import type { MessageKey } from '@postern/i18n';
import { bareHex } from './policy-problems';
import { checks, isGroup } from './policy-tree';
import type { Clause } from './policy-tree';

/** Names of trust anchors by id, as far as known. */
export type TrustAnchorNames = ReadonlyMap<string, string>;

export interface PolicyWords {
  /** One condition as a sentence; a group as its heading. */
  readonly clause: (clause: GatewayClause) => string;
  /** A short form for a table cell: a group by its number of conditions. */
  readonly summary: (clause: GatewayClause) => string;
  /** A line of the server's trace that is not a condition. */
  readonly line: (line: GatewayPolicyLine) => string;
}

const scalars = (values: GatewayPolicyLine['values']): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      // Not `Intl.NumberFormat`: a status code is a name, not a quantity.
      typeof value === 'string' || name !== 'status' ? (value as string | number) : String(value),
    ]),
  );

/** The two ends of a thumbprint: a sentence is read, not compared. */
const shortHex = (text: string): string => {
  const bare = bareHex(text);
  return /^(?:[\da-f]{40}|[\da-f]{64})$/.test(bare) ? `${bare.slice(0, 8)}…${bare.slice(-8)}` : text;
};

/** Describes a policy in the current language. An ellipsis marks what is missing from unfinished conditions. */
export const usePolicyWords = (trustAnchors: TrustAnchorNames = new Map()): PolicyWords => {
  const { t, i18n } = useTranslation('gateway');
  const list = (type: Intl.ListFormatType, items: readonly string[]): string =>
    items.length === 0 ? t('line.empty') : new Intl.ListFormat(i18n.language, { type }).format(items);
  const given = (value: string): string => value.trim() || t('line.empty');

  const validate = (clause: Clause<'validate'>): string => {
    const named = clause.trustAnchorIds.map((id) => trustAnchors.get(id) ?? id);
    const words = checks
      .filter((check) => clause[check])
      .map((check) =>
        check === 'trust' && named.length > 0
          ? t('line.check.trust_named', { names: list('disjunction', named) })
          : t(`line.check.${check}`),
      );
    return t('line.validate', { checks: list('conjunction', words) });
  };

  const identity = (one: GatewayIdentity): string =>
    list(
      'conjunction',
      Object.entries(one).map(([field, value]) =>
        t(`line.identity.${field as keyof GatewayIdentity}`, {
          value: shortHex(given(String(value)).replaceAll(/\s*[\r\n]+\s*/g, ', ')),
        }),
      ),
    );

  const token = ({ scopes, audience }: Clause<'token'>): string => {
    const values = { scopes: scopes.join(' '), audience: audience ?? '' };
    if (scopes.length > 0) return t(audience ? 'line.token_both' : 'line.token_scopes', values);
    return t(audience ? 'line.token_audience' : 'line.token', values);
  };

  const words: PolicyWords = {
    summary: (clause) =>
      isGroup(clause) ? t(`line.summary.${clause.type}`, { count: clause.clauses.length }) : words.clause(clause),
    clause: (clause) => {
      switch (clause.type) {
        case 'thumbprint':
          return t('line.thumbprint', { algorithm: clause.algorithm, value: shortHex(given(clause.value)) });
        case 'validate':
          return validate(clause);
        case 'identities':
          return t('line.identities', { identities: list('disjunction', clause.identities.map(identity)) });
        case 'level': {
          const levels = list('disjunction', clause.levels);
          return clause.maxAge === null
            ? t('line.level', { levels })
            : t('line.level_age', { levels, seconds: clause.maxAge });
        }
        case 'token':
          return token(clause);
        case 'all':
        case 'any':
          return clause.clauses.length > 0
            ? t(`line.${clause.type}`)
            : `${t(`line.${clause.type}`)} ${t('line.nothing')}`;
        default:
          return t(`line.${clause.type}`);
      }
    },
    line: ({ key, values, text }) => {
      const named: Partial<Record<typeof key, MessageKey<'gateway'>>> = {
        rate_limit: values['per'] === 'minute' ? 'line.rate_minute' : 'line.rate_second',
      };
      const lists = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'object' ? list('conjunction', value) : typeof value === 'string' ? shortHex(value) : value,
        ]),
      );
      return t(named[key] ?? (`line.${key}` as MessageKey<'gateway'>), { ...scalars(lists), defaultValue: text });
    },
  };
  return words;
};
