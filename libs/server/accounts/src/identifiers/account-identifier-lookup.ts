import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import type { PresentedIdentifier } from '@postern/provider-kit';
import { IdentifierLookup } from '@postern/sign-in-methods';
import { identifierOf, identifierValues } from '../identifier-match.js';

type Owner = Awaited<ReturnType<IdentifierLookup['findOwner']>>;

/** Tells the administrators' dry run whose an identifier is. The composition root binds it as `IdentifierLookup`. */
@Injectable()
export class AccountIdentifierLookup implements IdentifierLookup {
  constructor(private readonly statements: Statements) {}

  async findOwner(identifier: PresentedIdentifier): Promise<Owner> {
    return this.statements.one<NonNullable<Owner> & Record<string, unknown>>(
      'identifier.owner',
      `select a.id, a.username, a.name, a.status from (${identifierOf()}) i join account a on a.id = i.account_id`,
      identifierValues(identifier),
    );
  }
}
