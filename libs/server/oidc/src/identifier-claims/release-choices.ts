import { Injectable } from '@nestjs/common';
import { AuditedTransaction } from '@postern/audit';
import type { Publicity } from '@postern/contracts';
import { Statements } from '@postern/database';
import type { RequestOrigin } from '@postern/requests';
import type { EntityManager } from 'typeorm';

/** One identifier as a person was shown it. */
export interface ShownIdentifier {
  /** Id of the identifier, or SHA-256 of a certificate without one. */
  readonly id: string;
  readonly identifierId: string | null;
  /** Of the method that accepted a certificate without an identifier; null for identifiers. */
  readonly methodId: string | null;
  readonly publicity: Publicity;
}

/** What somebody answered about the identifiers that they were shown. */
export interface ReleaseAnswer {
  readonly accountId: string;
  readonly clientId: string;
  readonly shown: readonly ShownIdentifier[];
  /** Ids of those that the application may see. */
  readonly released: ReadonlySet<string>;
}

interface Choice {
  readonly clientId: string;
  readonly item: string;
  readonly identifierId: string | null;
  readonly released: boolean;
}

const columns = `r.client_id as "clientId", r.item, r.identifier_id as "identifierId", r.released`;

/** Choices that hold: of certificates that are not linked, those made under what their method is set to now. */
const holding = `identifier_release r left join sign_in_method m on m.id = r.method_id
  where (r.identifier_id is not null or (sign_in_method_used(m.id) and r.publicity = case m.publicity when 'private' then 'private' else 'on_request' end))`;

// Whoever changes the publicity of an identifier deletes the choices: this waits for them, and then finds that it has changed.
const storeSql = `
  with chosen as (
    select * from jsonb_to_recordset($3::jsonb) as c (item text, "identifierId" uuid, "methodId" uuid, publicity text, released boolean)
  ), standing as materialized (
    select i.id from identifier i join chosen c on c."identifierId" = i.id and c.publicity = i.publicity
    where i.account_id = $1 order by i.id for share of i
  )
  insert into identifier_release (account_id, client_id, item, identifier_id, method_id, publicity, released)
  select a.id, $2, c.item, c."identifierId", c."methodId", case when c."methodId" is not null then c.publicity end, c.released
  from chosen c join account a on a.id = $1 and a.status = 'active'
  where c."methodId" is not null or c."identifierId" in (select id from standing)
  on conflict (account_id, client_id, item) do update
    set released = excluded.released, method_id = excluded.method_id, publicity = excluded.publicity, decided_at = now()`;

/** What people chose: which application may see which of their identifiers. */
@Injectable()
export class ReleaseChoices {
  constructor(
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
  ) {}

  /** By `ShownIdentifier.id`. */
  async of(accountId: string, clientId: string): Promise<ReadonlyMap<string, boolean>> {
    const rows = await this.statements.run<Choice>(
      'identifier_release.find',
      `select ${columns} from ${holding} and r.account_id = $1 and r.client_id = $2`,
      [accountId, clientId],
    );
    return new Map(rows.map(({ item, released }) => [item, released]));
  }

  /** For all applications. */
  ofAccount(accountId: string): Promise<readonly Choice[]> {
    return this.statements.run<Choice>(
      'identifier_release.of_account',
      `select ${columns} from ${holding} and r.account_id = $1 order by r.decided_at, r.item`,
      [accountId],
    );
  }

  /** Keeps what was chosen and records it, without values. What changed since it was shown is left as it is: the person is asked again. */
  async store({ accountId, clientId, shown, released }: ReleaseAnswer, origin: RequestOrigin): Promise<void> {
    if (shown.length === 0) return;
    const choices = shown.map(({ id, identifierId, methodId, publicity }) => ({
      ...{ item: id, identifierId, methodId, publicity },
      released: released.has(id),
    }));
    await this.transaction.run([], async ({ manager, record }) => {
      await Statements.in(manager).run('identifier_release.store', storeSql, [
        accountId,
        clientId,
        JSON.stringify(choices),
      ]);
      const allowed = choices.filter((choice) => choice.released).length;
      const details = { allowed, refused: choices.length - allowed };
      await record({ type: 'consent.identifiers_chosen', accountId, clientId, origin, details });
    });
  }

  async forget(transaction: EntityManager, identifierId: string): Promise<void> {
    await Statements.in(transaction).run(
      'identifier_release.forget',
      'delete from identifier_release where identifier_id = $1',
      [identifierId],
    );
  }
}
