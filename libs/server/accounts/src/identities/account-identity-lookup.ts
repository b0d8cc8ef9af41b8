import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { IdentityLookup } from '@postern/sign-in-methods';

type Owner = Awaited<ReturnType<IdentityLookup['findBySubject']>>;

/** Tells the administrators' dry run whose identifier a subject is. The composition root binds it as `IdentityLookup`. */
@Injectable()
export class AccountIdentityLookup implements IdentityLookup {
  constructor(private readonly statements: Statements) {}

  async findBySubject(methodId: string, subject: string): Promise<Owner> {
    return this.statements.one<NonNullable<Owner> & Record<string, unknown>>(
      'external_identity.owner',
      `select a.id, a.login, a.name, a.status from external_identity i join account a on a.id = i.account_id
       where i.provider_id = $1 and i.subject = $2`,
      [methodId, subject],
    );
  }
}
