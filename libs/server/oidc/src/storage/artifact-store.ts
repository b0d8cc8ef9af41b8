import { Injectable } from '@nestjs/common';
import { accountFacts, type AccountFacts, type AccountWithClaims, withClaims } from '@postern/accounts';
import { isDatabaseUnavailable, Statements } from '@postern/database';
import type { AdapterPayload } from 'oidc-provider';
import { type Artifact, type SessionOrigin, artifactKey } from './artifact.js';
import { SharedStatement } from './shared-statement.js';

interface Row {
  readonly model: string;
  readonly payload: AdapterPayload;
  readonly consumed: number | null;
  readonly identity_id: string | null;
  readonly origin: Omit<SessionOrigin, 'identityId'> | null;
}

interface RowWithRelated extends Row {
  readonly grant_payload: AdapterPayload | null;
  readonly session_payload: AdapterPayload | null;
  readonly account: AccountFacts | null;
}

/** A code or refresh token, and what the engine asks for next. */
export interface Redeemable {
  readonly artifact: Artifact;
  readonly grant: AdapterPayload | null;
  readonly session: AdapterPayload | null;
  /** Null when it is blocked or gone. */
  readonly account: AccountWithClaims | null;
}

/** What one request writes, in one statement: all of it or nothing. */
export interface ArtifactWrites {
  readonly upserts: readonly Artifact[];
  readonly destroyed: readonly Buffer[];
  /** Must not have been consumed before, nor have lost its account or session; otherwise nothing is written. */
  readonly consumed: readonly Buffer[];
  /** Whether the answer waits until all this would survive a crash of the database machine. */
  readonly lasting: boolean;
}

/** What is to be remembered as having happened. */
interface Once {
  readonly model: string;
  readonly id: string;
  /** Seconds since 1970. */
  readonly until: number;
}

const insertOnceSql = `
  insert into oidc_artifact (id, model, payload, expires_at)
  select o.id, o.model, '{}', to_timestamp(o.until)
  from unnest($1::bytea[], $2::text[], $3::float8[]) as o (id, model, until)
  on conflict (id) do nothing returning id`;

const columns = `a.model, a.payload, extract(epoch from a.consumed_at)::int as consumed, a.identity_id, a.origin`;

/**
 * An interaction, as the query of a common table expression for statements that go on with it; its `payload` is for
 * `completeSignIn` of EngineInteractions.
 *
 * @param parameter number of the parameter that takes `interactionKey`
 */
export const interactionQuery = (parameter: number): string =>
  `select a.payload from oidc_artifact a where a.id = $${parameter} and a.expires_at > now()`;

export const interactionKey = (uid: string): Buffer => artifactKey('Interaction', uid);

const findSql = `select ${columns} from oidc_artifact a where a.id = $1 and (a.expires_at is null or a.expires_at > now())`;

const findByUidSql = `select ${columns} from oidc_artifact a where a.uid = $1 and (a.expires_at is null or a.expires_at > now())`;

// Expired codes and refresh tokens are found as well: the engine tells "expired" from "unknown" itself.
const findRedeemableSql = `
  select ${columns}, g.payload as grant_payload, s.payload as session_payload,
    case when p.id is not null then ${accountFacts('p')} end as account
  from oidc_artifact a
  left join oidc_artifact g on g.id = sha256(convert_to('Grant:' || (a.payload ->> 'grantId'), 'UTF8'))
  left join oidc_artifact s on s.uid = a.payload ->> 'sessionUid' and s.expires_at > now()
  left join account p on p.id = a.account_id and p.status = 'active'
  where a.id = $1`;

// A code or refresh token of an account that was blocked, or of a session that has ended, since it was read cannot be claimed.
// Written as `case` with sub-selects of one row: for `or exists` PostgreSQL may plan to read all accounts and sessions.
const claimable = `a.consumed_at is null
    and case when a.account_id is null then true
      else (select p.status = 'active' from account p where p.id = a.account_id) end
    and case when (a.payload ->> 'expiresWithSession')::boolean is not true then true
      else (select s.expires_at > now() from oidc_artifact s where s.uid = a.payload ->> 'sessionUid') end`;

// The inserts wait for the other two parts: sub-selects in their WHERE run first, so a session may change its id in one statement.
// A commit that need not survive a crash of the database machine does not wait for its disk (`synchronous_commit`, for this
// transaction only).
const writeSql = `
  with durability as materialized (
    select set_config('synchronous_commit', case when $4::boolean then 'on' else 'off' end, true)
  ), claimed as (
    update oidc_artifact a set consumed_at = now() where id = any($1::bytea[]) and ${claimable} returning 1
  ), gone as (
    delete from oidc_artifact where id = any($2::bytea[]) returning 1
  ), written as (
    insert into oidc_artifact (id, model, payload, uid, grant_id, account_id, client_id, identity_id, origin, expires_at)
    select decode(w.id, 'hex'), w.model, w.payload, w.uid, w.grant_id, w.account_id, w.client_id, w.identity_id, w.origin,
      to_timestamp(w.exp)
    from jsonb_to_recordset($3::jsonb) as w (id text, model text, payload jsonb, uid text, grant_id text, account_id uuid,
      client_id text, identity_id uuid, origin jsonb, exp float8)
    where (select count(*) from claimed) = cardinality($1::bytea[]) and (select count(*) from gone) >= 0
      and (select count(*) from durability) = 1
    on conflict (id) do update set payload = excluded.payload, uid = excluded.uid, grant_id = excluded.grant_id,
      account_id = excluded.account_id, client_id = excluded.client_id, identity_id = excluded.identity_id,
      origin = excluded.origin, expires_at = excluded.expires_at
    returning 1
  )
  select (select count(*) from claimed)::int as claimed, (select count(*) from durability) as durability`;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whatever ends the tokens of a consent ends those that came out of them as well. */
const delegationOf = (payload: AdapterPayload): { readonly grantId: string } | undefined =>
  (payload as { readonly delegation?: { readonly grantId: string } }).delegation;

/** A row as `jsonb_to_recordset` takes it. The id is the secret: the payload is stored without it. */
const toRow = ({ model, id, payload, origin }: Artifact): Readonly<Record<string, unknown>> => ({
  id: artifactKey(model, id).toString('hex'),
  model,
  payload: { ...payload, jti: undefined },
  uid: model === 'Session' ? payload.uid : undefined,
  grant_id: model === 'Grant' ? id : (payload.grantId ?? delegationOf(payload)?.grantId),
  account_id: uuid.test(payload.accountId ?? '') ? payload.accountId : undefined,
  client_id: payload.clientId,
  identity_id: origin?.identityId,
  origin: origin && { address: origin.address, userAgent: origin.userAgent, method: origin.method },
  exp: payload.exp,
});

const toArtifact = (id: string, row: Row): Artifact => ({
  model: row.model,
  id,
  payload: { ...row.payload, jti: id, ...(row.consumed === null ? {} : { consumed: row.consumed }) },
  origin: row.origin === null ? null : { ...row.origin, identityId: row.identity_id },
});

/** The engine's models in PostgreSQL: the only place that knows their table. */
@Injectable()
export class ArtifactStore {
  private readonly additions = new SharedStatement<readonly Artifact[], void>(async (writes) => {
    // One statement may not write the same row twice; the last one would have won in any case.
    const rows = new Map(writes.flat().map((artifact) => [`${artifact.model}:${artifact.id}`, artifact]));
    await this.run({ upserts: [...rows.values()], destroyed: [], consumed: [], lasting: false });
    return writes.map(() => undefined);
  }, isDatabaseUnavailable);
  private readonly firsts = new SharedStatement<Once, boolean>((all) => this.insertAllOnce(all), isDatabaseUnavailable);

  constructor(private readonly statements: Statements) {}

  async find(model: string, id: string): Promise<Artifact | undefined> {
    const row = await this.statements.one<Row>('artifact_find', findSql, [artifactKey(model, id)]);
    return row && toArtifact(id, row);
  }

  /** A session by its public id. Its secret id is not known here, so it can be read but not saved. */
  async findByUid(uid: string): Promise<Artifact | undefined> {
    const row = await this.statements.one<Row>('artifact_find_by_uid', findByUidSql, [uid]);
    return row && toArtifact('', row);
  }

  /** A code or refresh token together with the grant, session and account that the engine asks for next. */
  async findRedeemable(model: string, id: string): Promise<Redeemable | undefined> {
    const row = await this.statements.one<RowWithRelated>('artifact_find_redeemable', findRedeemableSql, [
      artifactKey(model, id),
    ]);
    return (
      row && {
        artifact: toArtifact(id, row),
        grant: row.grant_payload,
        session: row.session_payload,
        account: row.account && withClaims(row.account),
      }
    );
  }

  /** @returns false when something to be consumed could not be: then nothing was written */
  async write(writes: ArtifactWrites): Promise<boolean> {
    const { upserts, destroyed, consumed, lasting } = writes;
    if (lasting || destroyed.length > 0 || consumed.length > 0) return this.run(writes);
    await this.additions.call(upserts);
    return true;
  }

  /**
   * Remembers that something happened, in one statement: of any number of calls at once, on any number of servers, one is the first.
   *
   * @param until seconds since 1970 for which it is remembered at least
   * @returns whether this was the first
   */
  async insertOnce(model: string, id: string, until: number): Promise<boolean> {
    return this.firsts.call({ model, id, until });
  }

  async revokeByGrantId(grantId: string, model?: string): Promise<void> {
    await this.statements.run(
      'artifact_revoke_grant',
      `delete from oidc_artifact where grant_id = $1 and model <> 'Grant' and ($2::text is null or model = $2)`,
      [grantId, model ?? null],
    );
  }

  /** A person's standing consent to an application, newest first. */
  async findGrantId(accountId: string, clientId: string): Promise<string | undefined> {
    const row = await this.statements.one<{ grant_id: string }>(
      'artifact_find_grant',
      `select grant_id from oidc_artifact
       where account_id = $1 and model = 'Grant' and client_id = $2 and expires_at > now() order by expires_at desc limit 1`,
      [accountId, clientId],
    );
    return row?.grant_id;
  }

  /** Deletes up to `limit` expired rows; answers how many there were. */
  async purge(limit: number): Promise<number> {
    const rows = await this.statements.run<{ id: Buffer }>(
      'artifact_purge',
      `delete from oidc_artifact where id in
         (select id from oidc_artifact where expires_at < now() - interval '1 hour' limit $1 for update skip locked) returning id`,
      [limit],
    );
    return rows.length;
  }

  private async run({ upserts, destroyed, consumed, lasting }: ArtifactWrites): Promise<boolean> {
    const values = [consumed, destroyed, JSON.stringify(upserts.map(toRow)), lasting];
    const row = await this.statements.one<{ claimed: number }>('artifact_write', writeSql, values);
    return row?.claimed === consumed.length;
  }

  /** Of several with the same id the first is the first. */
  private async insertAllOnce(all: readonly Once[]): Promise<readonly boolean[]> {
    const keys = all.map(({ model, id }) => artifactKey(model, id));
    const rows = await this.statements.run<{ id: Buffer }>('artifact_insert_once', insertOnceSql, [
      keys,
      all.map(({ model }) => model),
      all.map(({ until }) => until),
    ]);
    const fresh = new Set(rows.map(({ id }) => id.toString('base64')));
    return keys.map((key) => fresh.delete(key.toString('base64')));
  }
}
