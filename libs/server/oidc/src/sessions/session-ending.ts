import { Injectable } from '@nestjs/common';
import type { EndedSessions, EndingSessions } from '@postern/accounts';
import { Statements } from '@postern/database';
import type { EntityManager } from 'typeorm';
import { LogoutNotices } from './logout-notices.js';
import { endAllSql, endEverythingSql, endSql } from './session-ending-sql.js';

interface EndedSession {
  readonly uid: string;
  readonly account_id: string;
  readonly payload: { readonly authorizations?: Readonly<Record<string, { readonly sid?: string }>> };
}

const byUid = endSql('account_id = $1 and uid = $2');
// A session has proofs from before the last one, which its other columns tell of.
const provedBy = (property: string, parameter: string): string =>
  `payload -> 'proofs' @> jsonb_build_array(jsonb_build_object('${property}', ${parameter}::text))`;
const byIdentifier = endSql(`account_id = $1 and (identifier_id = $2::uuid or ${provedBy('identifierId', '$2')})`);
const byCertificates = endSql('(certificate = any($1::bytea[]) or former_certificates && $1::bytea[])');
const boundTokens = `with gone as (delete from oidc_artifact where certificate = any($1::bytea[]) returning 1)
  select count(*)::int as tokens from gone`;
const byMethod = endSql(
  `(origin ->> 'methodId' = $1::text or identifier_id in (select id from identifier where method_id = $1::uuid)
    or ${provedBy('methodId', '$1')})
   and ($2::uuid is null or account_id <> $2)`,
);

const statementFor = (
  accountId: string,
  which: EndingSessions,
): readonly [name: string, text: string, values: readonly unknown[]] => {
  if ('sessionUid' in which) return ['session.end', byUid, [accountId, which.sessionUid]];
  if ('identifierId' in which) return ['session.end_by_identifier', byIdentifier, [accountId, which.identifierId]];
  if ('everything' in which) return ['session.end_everything', endEverythingSql, [accountId]];
  return ['session.end_all', endAllSql, [accountId, which.exceptSessionUid]];
};

/** Ends sessions: the session and every token that came from it in one statement, then the applications are told. */
@Injectable()
export class SessionEnding {
  constructor(
    private readonly statements: Statements,
    private readonly notices: LogoutNotices,
  ) {}

  /** In a browser whose person goes on as somebody else. */
  async byUid(accountId: string, uid: string): Promise<number> {
    const ended = await this.statements.run<EndedSession>('session.end', byUid, [accountId, uid]);
    ended.forEach((session) => this.tellApplications(session));
    return ended.length;
  }

  async within(transaction: EntityManager, accountId: string, which: EndingSessions): Promise<EndedSessions> {
    return this.run(transaction, ...statementFor(accountId, which));
  }

  /**
   * Sessions that were opened by a method, but for those of one account. A sign-in by it that is being stored is waited for; one that
   * comes later waits until the transaction is over, and then sees what became of the method.
   */
  async byMethod(methodId: string, exceptAccountId: string | null, transaction: EntityManager): Promise<EndedSessions> {
    await Statements.in(transaction).run(
      'sign_in_method.hold',
      'select pg_advisory_xact_lock(hashtextextended($1, 0))',
      [methodId],
    );
    return this.run(transaction, 'session.end_by_method', byMethod, [methodId, exceptAccountId]);
  }

  /** Sessions that came through certificates, and tokens that are bound to them. @param thumbprints SHA-256 */
  async byCertificates(
    transaction: EntityManager,
    thumbprints: readonly Buffer[],
  ): Promise<EndedSessions & { readonly accounts: readonly string[]; readonly tokens: number }> {
    const ended = await Statements.in(transaction).run<EndedSession>('session.end_by_certificates', byCertificates, [
      thumbprints,
    ]);
    const gone = await Statements.in(transaction).only<{ readonly tokens: number }>(
      'oidc_artifact.delete_bound',
      boundTokens,
      [thumbprints],
    );
    return {
      count: ended.length,
      accounts: ended.map(({ account_id: accountId }) => accountId),
      tokens: gone.tokens,
      announce: () => ended.forEach((session) => this.tellApplications(session)),
    };
  }

  private async run(
    transaction: EntityManager,
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<EndedSessions> {
    const ended = await Statements.in(transaction).run<EndedSession>(name, text, values);
    return { count: ended.length, announce: () => ended.forEach((session) => this.tellApplications(session)) };
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
