import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import type { PresentedIdentity } from '@postern/provider-kit';
import { IdentityLookup } from '@postern/sign-in-methods';
import { identityOf, identityValues } from '../identity-match.js';

type Owner = Awaited<ReturnType<IdentityLookup['findOwner']>>;

/** Tells the administrators' dry run whose an identity is. The composition root binds it as `IdentityLookup`. */
@Injectable()
export class AccountIdentityLookup implements IdentityLookup {
  constructor(private readonly statements: Statements) {}

  async findOwner(identity: PresentedIdentity): Promise<Owner> {
    return this.statements.one<NonNullable<Owner> & Record<string, unknown>>(
      'external_identity.owner',
      `select a.id, a.username, a.name, a.status from (${identityOf()}) i join account a on a.id = i.account_id`,
      identityValues(identity),
    );
  }
}
