import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import type { PresentedIdentifier } from '@postern/provider-kit';
import { type FoundAccount, IdentifierLookup } from '@postern/sign-in-methods';
import { accountsAdmitted, searchOf } from '../account-search.js';

interface Row extends FoundAccount, Record<string, unknown> {
  /** Counts from 1. */
  readonly number: number;
}

const find = `
  select n.number::int as number, f.rank, f.source, f.field, f.affinity, coalesce(f.kept, false) as kept, f.code, f.acr,
    jsonb_build_object('id', a.id, 'username', a.username, 'name', a.name, 'status', a.status) as account
  from jsonb_array_elements($1::jsonb) with ordinality as n(search, number)
  cross join lateral (${accountsAdmitted(`(n.search ->> 'methodId')::uuid`, `n.search -> 'candidates'`)}) f
  join account a on a.id = f.account_id
  order by n.number, f.rank, a.username`;

/** Finds the owners of identifiers for dry runs. The composition root binds it as `IdentifierLookup`. */
@Injectable()
export class AccountIdentifierLookup implements IdentifierLookup {
  constructor(private readonly statements: Statements) {}

  async find(identifiers: readonly PresentedIdentifier[]): Promise<readonly (readonly FoundAccount[])[]> {
    const searches = identifiers.map((identifier) => ({ methodId: identifier.methodId, ...searchOf(identifier) }));
    const rows = await this.statements.run<Row>('account.find_all', find, [JSON.stringify(searches)]);
    return identifiers.map((_identity, index) => rows.filter(({ number }) => number === index + 1));
  }
}
