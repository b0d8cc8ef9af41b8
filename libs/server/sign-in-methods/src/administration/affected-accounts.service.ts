import { Injectable } from '@nestjs/common';
import type { AffectedAccounts, NamedAccount } from '@postern/contracts';
import { Statements } from '@postern/database';
import { CertificateError } from '@postern/errors';
import type { CertificateProvider, PresentedIdentifier, SignInMethod } from '@postern/provider-kit';
import type { QueryResultRow } from 'pg';
import { type FoundAccount, IdentifierLookup } from '../identifier-lookup.port.js';
import { decide } from './found-account.js';
import { TrialMethods } from './trial-methods.js';

/** Certificates in one answer. */
const chunk = 100;
const mostExamples = 5;

interface Row extends QueryResultRow {
  readonly id: string;
  readonly der: Buffer;
  readonly name: string;
  /** The account that it is linked to, by any method. */
  readonly accounts: readonly NamedAccount[];
}

interface Slice {
  readonly after: string | null;
  readonly organizationId: string | null;
}

const ofMembers = (organization: string): string => `(${organization}::uuid is null or exists (
  select from organization_membership o where o.organization_id = ${organization} and o.account_id = i.account_id))`;

type Outcome = 'found' | 'kept' | 'other' | 'ambiguous' | 'not_found' | 'refused';

interface Judged {
  readonly row: Row;
  readonly outcome: Outcome;
  readonly rule: string | null;
}

/** Dry runs over all linked certificates: which accounts would these rules find? Changes nothing. */
@Injectable()
export class AffectedAccountsOfRules {
  constructor(
    private readonly trials: TrialMethods,
    private readonly identifiers: IdentifierLookup,
    private readonly statements: Statements,
  ) {}

  /**
   * @param params tried in place of the stored ones of the same names
   * @param slice `after`: `next` of the answer before; `organizationId`: only certificates of its members
   * @throws NotFoundError, InvalidError as `TrialMethods.method`
   */
  async check(
    methodId: string,
    params: Readonly<Record<string, unknown>> | undefined,
    slice: Slice,
  ): Promise<AffectedAccounts> {
    const { provider, method } = await this.trials.method(methodId, params);
    const [rows, total] = await Promise.all([this.rows(slice), this.total(slice)]);
    const judged = await this.judge(rows, provider, method);
    const count = (outcome: Outcome): number => judged.filter((one) => one.outcome === outcome).length;
    return {
      ...{ checked: rows.length, total, found: count('found'), kept: count('kept'), others: count('other') },
      ...{ ambiguous: count('ambiguous'), notFound: count('not_found'), refused: count('refused') },
      examples: worstFirst(judged.flatMap(exampleOf)).slice(0, mostExamples),
      next: rows.length < chunk ? null : (rows.at(-1)?.id ?? null),
    };
  }

  private async judge(rows: readonly Row[], provider: CertificateProvider, method: SignInMethod): Promise<Judged[]> {
    const read = await Promise.all(rows.map(({ der }) => identifierOf(provider, method, der)));
    const accepted = read.flatMap((identifier) => (identifier === null ? [] : [identifier]));
    const found = await this.identifiers.find(accepted);
    return rows.map((row, index): Judged => {
      const identifier = read[index] ?? null;
      if (identifier === null) return { row, outcome: 'refused', rule: null };
      return { row, ...outcomeOf(row, found[accepted.indexOf(identifier)] ?? [], identifier) };
    });
  }

  private rows({ after, organizationId }: Slice): Promise<readonly Row[]> {
    return this.statements.run<Row>(
      'sign_in_method.linked_certificates',
      `select c.id, c.der, c.summary ->> 'name' as name,
         jsonb_agg(distinct jsonb_build_object('id', a.id, 'username', a.username, 'name', a.name)) as accounts
       from certificate c join identifier i on i.certificate_id = c.id join account a on a.id = i.account_id
       where ($1::uuid is null or c.id > $1) and ${ofMembers('$3')} group by c.id order by c.id limit $2`,
      [after, chunk, organizationId],
    );
  }

  private async total({ organizationId }: Slice): Promise<number> {
    const row = await this.statements.one<{ readonly total: number }>(
      'sign_in_method.linked_certificate_count',
      `select count(distinct i.certificate_id)::int as total from identifier i where ${ofMembers('$1')}`,
      [organizationId],
    );
    return row?.total ?? 0;
  }
}

const identifierOf = async (
  provider: CertificateProvider,
  method: SignInMethod,
  der: Buffer,
): Promise<PresentedIdentifier | null> => {
  try {
    return await provider.identify(method, der);
  } catch (error) {
    if (error instanceof CertificateError) return null;
    throw error;
  }
};

/** By the current rules alone; links under earlier rules are counted separately, because they would find every account. */
const outcomeOf = (
  { accounts }: Row,
  found: readonly FoundAccount[],
  identifier: PresentedIdentifier,
): Omit<Judged, 'row'> => {
  const { by, code, account } = decide(
    found.filter(({ kept }) => !kept),
    identifier,
  );
  const rule = by?.source ?? null;
  if (by === undefined) return { outcome: found.length > 0 ? 'kept' : 'not_found', rule };
  if (code === 'certificate.ambiguous') return { outcome: 'ambiguous', rule };
  return { outcome: accounts.some(({ id }) => id === account?.id) ? 'found' : 'other', rule };
};

const exampleOf = ({ row, outcome, rule }: Judged): AffectedAccounts['examples'] => {
  const [account] = row.accounts;
  const isWorthIt = outcome === 'other' || outcome === 'ambiguous' || outcome === 'not_found';
  return isWorthIt && account !== undefined ? [{ outcome, account, certificate: row.name, rule }] : [];
};

/** What has to be mended comes before whom nobody has told the rules of. */
const order: readonly Outcome[] = ['ambiguous', 'other', 'not_found'];
const worstFirst = (examples: AffectedAccounts['examples']): AffectedAccounts['examples'] =>
  examples.toSorted((one, another) => order.indexOf(one.outcome) - order.indexOf(another.outcome));
