import { Injectable, Logger } from '@nestjs/common';
import { Statements } from '@postern/database';
import { Engine } from '../engine/engine.js';

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
  private readonly logger = new Logger(SessionEnding.name);

  constructor(
    private readonly statements: Statements,
    private readonly engine: Engine,
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
    void Promise.all(ended.map((session) => this.tellApplications(session)));
  }

  private async end(name: string, condition: string, values: readonly unknown[]): Promise<number> {
    const ended = await this.statements.run<EndedSession>(name, endSql(condition), values);
    // Applications that do not answer must not keep anybody from ending a session.
    void Promise.all(ended.map((session) => this.tellApplications(session)));
    return ended.length;
  }

  /** OpenID Connect Back-Channel Logout 1.0, to each application of the session that asked for it. */
  private async tellApplications({ account_id: accountId, payload }: EndedSession): Promise<void> {
    for (const [clientId, { sid }] of Object.entries(payload.authorizations ?? {})) {
      try {
        const client = await this.engine.current.Client.find(clientId);
        if (client?.backchannelLogoutUri !== undefined)
          await (client.backchannelLogout as (sub: string, sid?: string) => Promise<void>)(accountId, sid);
      } catch (error) {
        this.logger.warn(`${clientId} was not told that a session ended: ${String(error)}`);
      }
    }
  }
}
