import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { LogoutNotices } from './logout-notices.js';

interface EndedSession {
  readonly uid: string;
  readonly account_id: string;
  readonly payload: { readonly authorizations?: Readonly<Record<string, { readonly sid?: string }>> };
}

/** TypeORM's `EntityManager`, as far as it is needed here. */
interface Transaction {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

const endSql = (condition: string): string => `
  with ended as (
    delete from oidc_artifact where model = 'Session' and ${condition} returning uid, account_id, payload
  ), granted as (
    select e.uid, a.value ->> 'grantId' as grant_id from ended e, jsonb_each(e.payload -> 'authorizations') a
  ), tokens as (
    delete from oidc_artifact a using granted g
    where a.grant_id = g.grant_id and a.model <> 'Grant' and a.payload ->> 'sessionUid' = g.uid
  )
  select uid, account_id, payload from ended`;

/** Ends sessions: the session and every token that came from it in one statement, then the applications are told. */
@Injectable()
export class SessionEnding {
  constructor(
    private readonly statements: Statements,
    private readonly notices: LogoutNotices,
  ) {}

  byUid(accountId: string, uid: string): Promise<number> {
    return this.end('session_end', 'account_id = $1 and uid = $2', [accountId, uid]);
  }

  byAccount(accountId: string, exceptUid: string | undefined): Promise<number> {
    return this.end('session_end_all', 'account_id = $1 and uid is distinct from $2', [accountId, exceptUid ?? null]);
  }

  byIdentity(identityId: string): Promise<number> {
    return this.end('session_end_identity', 'identity_id = $1', [identityId]);
  }

  /** Within the transaction in which a method goes: its identities are still there to be asked for. */
  async byMethod(methodId: string, transaction: Transaction): Promise<void> {
    const condition = 'identity_id in (select id from external_identity where provider_id = $1)';
    const ended = (await transaction.query(endSql(condition), [methodId])) as EndedSession[];
    ended.forEach((session) => this.tellApplications(session));
  }

  private async end(name: string, condition: string, values: readonly unknown[]): Promise<number> {
    const ended = await this.statements.run<EndedSession>(name, endSql(condition), values);
    ended.forEach((session) => this.tellApplications(session));
    return ended.length;
  }

  /** Each application of the session. */
  private tellApplications({ account_id: accountId, payload }: EndedSession): void {
    const entered = Object.entries(payload.authorizations ?? {});
    this.notices.send(
      accountId,
      entered.map(([clientId, { sid }]) => ({ clientId, sid })),
    );
  }
}
