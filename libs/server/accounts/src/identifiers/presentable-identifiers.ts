import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';

/** Something that a person can sign in with by a method. */
export interface PresentableIdentifier {
  readonly methodId: string;
  /** As in `IdentifierEntity.source`; null also for a certificate that is not linked. */
  readonly source: string | null;
  /** Of its certificate; null where none is kept. */
  readonly der: Buffer | null;
}

// Both by the index of the account.
const listSql = `
  select i.method_id as "methodId", i.source, c.der
  from identifier i left join certificate c on c.id = i.certificate_id
  where i.account_id = $1 and i.method_id = any($2::uuid[])
  union all
  select u.method_id, null, c.der from unlinked_certificate u join certificate c on c.id = u.certificate_id
  where u.account_id = $1 and u.method_id = any($2::uuid[])`;

/** What people have of given methods: identifiers, and certificates by which a rule finds them without a link. */
@Injectable()
export class PresentableIdentifiers {
  constructor(private readonly statements: Statements) {}

  of(accountId: string, methodIds: readonly string[]): Promise<readonly PresentableIdentifier[]> {
    return this.statements.run<PresentableIdentifier>('identifier.presentable', listSql, [accountId, methodIds]);
  }
}
