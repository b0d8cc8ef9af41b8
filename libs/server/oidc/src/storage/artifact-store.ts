import { Injectable } from '@nestjs/common';
import { type AccountFacts, type AccountWithClaims, withClaims } from '@postern/accounts';
import { isDatabaseUnavailable, Statements } from '@postern/database';
import { SignInEndedError } from '@postern/errors';
import type { AdapterPayload } from 'oidc-provider';
import { type Artifact, type SessionOrigin, type SessionProof, type SignInGuard, artifactKey } from './artifact.js';
import {
  addIfStatement,
  addStatement,
  findByUidSql,
  findRedeemableSql,
  findSql,
  type GuardValues,
  type OnceValues,
  type RowValues,
  writeStatement,
} from './artifact-sql.js';
import { SharedStatement } from './shared-statement.js';

interface Row {
  readonly model: string;
  readonly payload: AdapterPayload;
  readonly consumed: number | null;
  readonly identifier_id: string | null;
  readonly origin: Omit<SessionOrigin, 'identifierId' | 'certificate'> | null;
  /** Hexadecimal. */
  readonly certificate: string | null;
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
  /** All must stand; otherwise nothing is written. */
  readonly guards?: readonly SignInGuard[];
}

/** Result of a write: stored, refused as a repetition, or refused because its sign-in was ended. */
type Outcome = 'stored' | 'not_first' | 'ended';

/** What a request only adds. */
export interface Addition {
  readonly upserts: readonly Artifact[];
  /** Must not have happened before; otherwise nothing is written. */
  readonly first?: Once;
  /** All must stand; otherwise none of it is written. */
  readonly guards?: readonly SignInGuard[];
}

/** A one-time event to remember. */
export interface Once {
  readonly model: string;
  readonly id: string;
  /** Seconds since 1970. */
  readonly until: number;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What gives nothing that would be lost along with it must stay. */
const isLasting = ({ upserts, first }: Addition): boolean => first !== undefined && upserts.length === 0;

/** Whatever ends the tokens of a consent ends those that came out of them as well. */
const delegationOf = (payload: AdapterPayload): { readonly grantId: string } | undefined =>
  (payload as { readonly delegation?: { readonly grantId: string } }).delegation;

/** The certificate that a session has a proof from, which need not be the last one. A session keeps one certificate (`withProofs`). */
const provedBy = (payload: AdapterPayload): string | undefined =>
  (payload as { readonly proofs?: readonly SessionProof[] }).proofs?.find(({ certificate }) => certificate !== null)
    ?.certificate?.sha256;

/** Those that it had before. */
const formerOf = (payload: AdapterPayload): readonly string[] | undefined => {
  const { formerCertificates = [] } = payload as { readonly formerCertificates?: readonly string[] };
  return formerCertificates.length === 0 ? undefined : formerCertificates;
};

/** The certificate that a token is bound to (RFC 8705 §3), hexadecimal. */
const boundTo = (payload: AdapterPayload): string | undefined => {
  const thumbprint: unknown = payload['x5t#S256'];
  return typeof thumbprint === 'string' ? Buffer.from(thumbprint, 'base64url').toString('hex') : undefined;
};

const bytesOf = (hex: string | null | undefined): Buffer | undefined => (hex ? Buffer.from(hex, 'hex') : undefined);

/** An array within an array of texts; its members hold nothing that would have to be quoted. */
const arrayText = (members: readonly (string | number)[]): string => `{${members.join(',')}}`;

/** An array of binary texts; PostgreSQL reads `\x` and hexadecimal digits in quotes. */
const bytesText = (all: readonly string[]): string => arrayText(all.map((hex) => `"\\\\x${hex}"`));

/** A row to write. The id is the secret: the payload is stored without it. */
const toRow = ({ model, id, payload, origin }: Artifact): RowValues & { readonly id: Buffer } => {
  const former = model === 'Session' ? formerOf(payload) : undefined;
  return {
    id: artifactKey(model, id),
    model,
    payload: JSON.stringify({ ...payload, jti: undefined }),
    uid: model === 'Session' ? payload.uid : undefined,
    grant_id: model === 'Grant' ? id : (payload.grantId ?? delegationOf(payload)?.grantId),
    account_id: uuid.test(payload.accountId ?? '') ? payload.accountId : undefined,
    client_id: payload.clientId,
    identifier_id: origin?.identifierId,
    origin:
      origin && JSON.stringify({ address: origin.address, userAgent: origin.userAgent, methodId: origin.methodId }),
    exp: payload.exp,
    certificate: bytesOf(model === 'Session' ? (provedBy(payload) ?? origin?.certificate) : boundTo(payload)),
    former: former && bytesText(former),
  };
};

/** Rows name the guards that they wait for by their place. */
const toGuard = ({ account, proof, session, sources, client }: SignInGuard): GuardValues => ({
  account,
  proof: proof && JSON.stringify(proof),
  session,
  sources: arrayText(sources),
  client,
});

const toOnce = (key: string, { model, until }: Once): OnceValues => ({ id: Buffer.from(key, 'hex'), model, until });

const toArtifact = (id: string, row: Row): Artifact => ({
  model: row.model,
  id,
  payload: { ...row.payload, jti: id, ...(row.consumed === null ? {} : { consumed: row.consumed }) },
  origin: row.origin && { ...row.origin, identifierId: row.identifier_id, certificate: row.certificate },
});

/** The engine's models in PostgreSQL; only this class accesses their table. */
@Injectable()
export class ArtifactStore {
  private readonly additions = new SharedStatement<Addition, Outcome>((all) => this.addAll(all), isDatabaseUnavailable);
  /** Waits for the disk, in a statement of its own. */
  private readonly lastingAdditions = new SharedStatement<Addition, Outcome>(
    (all) => this.addAll(all),
    isDatabaseUnavailable,
  );

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

  /**
   * @returns false when something to be consumed could not be: then nothing was written
   * @throws SignInEndedError when a guard does not stand any more: then nothing was written either
   */
  write(writes: ArtifactWrites): Promise<boolean> {
    const { upserts, destroyed, consumed, lasting, guards = [] } = writes;
    if (lasting || destroyed.length > 0 || consumed.length > 0) return this.run(writes);
    return this.add({ upserts, guards });
  }

  /**
   * @returns false when it is not the first: then nothing was written
   * @throws SignInEndedError
   */
  async add(addition: Addition): Promise<boolean> {
    const outcome = await (isLasting(addition) ? this.lastingAdditions : this.additions).call(addition);
    if (outcome === 'ended') throw new SignInEndedError();
    return outcome === 'stored';
  }

  /**
   * Records a one-time event: of simultaneous calls on any number of servers, exactly one is the first.
   *
   * @param until seconds since 1970 for which it is remembered at least
   * @returns whether this was the first
   */
  insertOnce(model: string, id: string, until: number): Promise<boolean> {
    return this.add({ upserts: [], first: { model, id, until } });
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

  private async run({ upserts, destroyed, consumed, lasting, guards = [] }: ArtifactWrites): Promise<boolean> {
    const { name, text, values } = writeStatement({
      ...{ consumed, destroyed, lasting },
      guards: guards.map(toGuard),
      rows: upserts.map(toRow),
    });
    const row = await this.statements.one<{ claimed: number; stands: boolean }>(name, text, values);
    if (row?.stands === false) throw new SignInEndedError();
    return row?.claimed === consumed.length;
  }

  private async addAll(all: readonly Addition[]): Promise<readonly Outcome[]> {
    const firsts = new Map<string, Once>();
    // One statement may not write the same row twice; the last one would have won in any case.
    const rows = new Map<string, RowValues>();
    const guards: SignInGuard[] = [];
    const calls = all.map(({ upserts, first, guards: own = [] }) => {
      const numbers = own.map((guard) => guards.push(guard) - 1);
      const key = first && artifactKey(first.model, first.id).toString('hex');
      // Of several with the same id at once, the first is the first.
      if (key !== undefined && firsts.has(key)) return { key: null, numbers };
      if (first !== undefined && key !== undefined) firsts.set(key, first);
      for (const row of upserts.map(toRow)) {
        rows.set(row.id.toString('hex'), { ...row, first: key, guards: arrayText(numbers) });
      }
      return { key, numbers };
    });
    const additions = { lasting: all.some(isLasting), rows: [...rows.values()] };
    if (firsts.size === 0 && guards.length === 0) {
      const { name, text, values } = addStatement(additions.lasting, additions.rows);
      await this.statements.run(name, text, values);
      return calls.map(() => 'stored');
    }
    const { name, text, values } = addIfStatement({
      ...additions,
      guards: guards.map(toGuard),
      firsts: [...firsts].map(([key, once]) => toOnce(key, once)),
    });
    const told = await this.statements.run<{ id: string | null; stands: number | null }>(name, text, values);
    const fresh = new Set(told.map(({ id }) => id));
    const standing = new Set(told.map(({ stands }) => stands));
    return calls.map(({ key, numbers }) => {
      if (!numbers.every((number) => standing.has(number))) return 'ended';
      return key === undefined || (key !== null && fresh.has(key)) ? 'stored' : 'not_first';
    });
  }
}
