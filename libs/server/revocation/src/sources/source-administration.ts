import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction, recordBy } from '@postern/audit';
import type { RevocationAuthority, RevocationSettings } from '@postern/contracts';
import { Statements } from '@postern/database';
import { InvalidError } from '@postern/errors';
import type { Actor } from '@postern/management';
import { nameKey, readCertificate, renderName } from '@postern/x509';
import { CertificateHolders } from '../blocks/certificate-holders.js';
import { FetchWorker } from '../fetching/fetch-worker.js';
import {
  type FetchedLists,
  type FetchOrder,
  hasRunOut,
  isNews,
  ListFetching,
  ListRefusal,
} from '../fetching/list-fetching.js';
import { ListStore } from '../lists/list-store.js';
import type { ReadList } from '../lists/read-list.js';
import { readListInThread } from '../lists/read-list-in-thread.js';
import { AuthorityDirectory, type KnownAuthority } from './authority-directory.js';
import { SourceRecords } from './source-records.js';
import { changedSettings } from './source-settings.js';

/** Milliseconds that an administrator waits for the first list of an address. */
const firstFetch = 25_000;
/** Milliseconds that "fetch now" waits for the result before it answers with the current state. */
const fetchNow = 20_000;

/** Changes the revocation source of a CA. */
@Injectable()
export class SourceAdministration {
  constructor(
    private readonly directory: AuthorityDirectory,
    private readonly records: SourceRecords,
    private readonly fetching: ListFetching,
    private readonly worker: FetchWorker,
    private readonly store: ListStore,
    private readonly transaction: AuditedTransaction,
    private readonly statements: Statements,
    private readonly holders: CertificateHolders,
  ) {}

  /**
   * A URL is accepted only after it returned a list: a typing error must neither refuse all certificates nor accept revoked ones.
   *
   * @throws NotFoundError, InvalidError `request.invalid`, `revocation.fetch_failed`, `revocation.signature`, `revocation.too_large`,
   * `revocation.list_unusable`
   */
  async update(id: string, changes: Partial<RevocationSettings>, actor: Actor): Promise<RevocationAuthority> {
    // Applies to the settings as another request may have changed them.
    while (!(await this.tryUpdate(id, changes, actor)));
    return this.records.get(id);
  }

  /** @returns false if another change came first: then nothing changed */
  private async tryUpdate(id: string, changes: Partial<RevocationSettings>, actor: Actor): Promise<boolean> {
    const revision = await this.revision(this.statements, id);
    const known = await this.directory.get(id);
    const { settings: before } = await this.records.get(id);
    const next = changedSettings(before, changes);
    if (next.source === 'uploaded' && before.source !== 'uploaded')
      throw new InvalidError('request.invalid', 'no list', [
        { path: 'source', message: 'cannot be set to `uploaded`: upload a list instead' },
      ]);
    const order = orderOf(known, next);
    const fetched = order !== undefined && mustFetch(before, next) ? await this.first(order, next) : undefined;
    return this.transaction.run(['revocation_source', 'revocation_list'], async (change) => {
      if (!(await this.isStill(change, id, revision))) return false;
      // A responder named by an administrator can refuse any certificate, as a block does.
      if (next.responder !== null && next.responder !== before.responder)
        await this.holders.assertMayJudge(change.manager, known.authority.certificate, actor);
      await this.write(change, known, before, next);
      if (order !== undefined && fetched !== undefined) await this.fetching.keep(change, order, fetched);
      await change.record(
        recordBy(actor, {
          type: 'revocation.source_changed',
          details: { ...about(known), ...changesOf(before, next) },
        }),
      );
      return true;
    });
  }

  /** Stores an uploaded list, DER or PEM; it becomes the CA's source. Throws NotFoundError, InvalidError. */
  async upload(id: string, data: Uint8Array, actor: Actor): Promise<RevocationAuthority> {
    const known = await this.directory.get(id);
    const list = await readListInThread(new Uint8Array(data), issuerOf(known));
    if ('code' in list) throw refusal(new ListRefusal(list.code, list.detail), 'list');
    while (!(await this.tryUpload(known, list, actor)));
    return this.records.get(id);
  }

  /** @returns as `tryUpdate` */
  private async tryUpload(known: KnownAuthority, list: ReadList, actor: Actor): Promise<boolean> {
    const { id } = known;
    const authority = Buffer.from(id, 'hex');
    const revision = await this.revision(this.statements, id);
    const { settings: before } = await this.records.get(id);
    assertInForce(list, before, 'list');
    return this.transaction.run(['revocation_source', 'revocation_list'], async (change) => {
      if (!(await this.isStill(change, id, revision))) return false;
      if (before.source !== 'uploaded') {
        if (list.part === 'delta') throw refusal(withoutBase, 'list');
        await this.write(change, known, before, changedSettings(before, { source: 'uploaded' }));
      } else if (!isNews(list, await this.store.of(change.manager, authority))) throw refusal(older, 'list');
      await this.store.keep(change.manager, authority, list);
      await Statements.in(change.manager).run(
        'revocation_source.uploaded',
        'update revocation_source set fetched_at = now() where authority = $1',
        [authority],
      );
      const details = { ...about(known), part: list.part, entries: list.header.count, issued: list.header.thisUpdate };
      await change.record(recordBy(actor, { type: 'revocation.list_uploaded', details }));
      return true;
    });
  }

  /** Fetches the list now, or waits for the fetch under way. Throws NotFoundError. */
  async fetchNow(id: string): Promise<RevocationAuthority> {
    await this.directory.get(id);
    const fetched = this.worker.fetchNow(Buffer.from(id, 'hex'));
    await Promise.race([fetched, new Promise((resolve) => setTimeout(resolve, fetchNow).unref())]);
    return this.records.get(id);
  }

  /** Of the settings of a CA, or null where it has none. */
  private async revision(statements: Statements, id: string): Promise<string | null> {
    const row = await statements.one<{ readonly revision: string }>(
      'revocation_source.revision',
      'select updated_at::text as revision from revocation_source where authority = $1',
      [Buffer.from(id, 'hex')],
    );
    return row?.revision ?? null;
  }

  /** Whether the settings are still those of a revision; they are until the transaction ends. */
  private async isStill({ manager }: AuditedChange, id: string, revision: string | null): Promise<boolean> {
    const statements = Statements.in(manager);
    await statements.run('revocation_source.lock', 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `revocation_source ${id}`,
    ]);
    return (await this.revision(statements, id)) === revision;
  }

  private async first(order: FetchOrder, settings: RevocationSettings): Promise<FetchedLists> {
    try {
      const fetched = await this.fetching.fetch(order, { within: firstFetch });
      for (const list of fetched.lists) assertInForce(list, settings, 'address');
      return fetched;
    } catch (error) {
      throw error instanceof ListRefusal ? refusal(error, 'address') : error;
    }
  }

  /** Deletes lists of another source. */
  private async write(
    { manager }: AuditedChange,
    known: KnownAuthority,
    before: RevocationSettings,
    next: RevocationSettings,
  ): Promise<void> {
    const { source, address, deltaAddress, insideNetwork, responder } = next;
    const authority = Buffer.from(known.id, 'hex');
    await Statements.in(manager).run(
      'revocation_source.set',
      `insert into revocation_source (authority, certificate, kind, address, delta_address, inside_network, responder, grace_hours,
         accepts_silence, sends_nonce, rechecks_sessions)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (authority) do update set certificate = excluded.certificate, kind = excluded.kind, address = excluded.address,
         delta_address = excluded.delta_address, inside_network = excluded.inside_network, responder = excluded.responder,
         grace_hours = excluded.grace_hours, accepts_silence = excluded.accepts_silence, sends_nonce = excluded.sends_nonce,
         rechecks_sessions = excluded.rechecks_sessions, updated_at = now()`,
      [
        ...[authority, Buffer.from(known.authority.certificate.der), source, address, deltaAddress, insideNetwork],
        responder === null ? null : Buffer.from(readCertificate(responder).der),
        ...[next.graceHours, next.acceptsSilence, next.sendsNonce, next.recheckSessions],
      ],
    );
    if (!isOther(before, next)) return;
    await Statements.in(manager).run('revocation_list.delete', 'delete from revocation_list where authority = $1', [
      authority,
    ]);
    await Statements.in(manager).run('ocsp_answer.delete', 'delete from ocsp_answer where authority = $1', [authority]);
    await Statements.in(manager).run(
      'revocation_source.begin_anew',
      `update revocation_source set etag = null, delta_etag = null, next_fetch_at = null, leased_until = null, failures = 0,
         fetched_at = null, failed_at = null, failure_code = null, failure_detail = null where authority = $1`,
      [authority],
    );
  }
}

const older = new ListRefusal('revocation.list_unusable', 'the current list is newer or the same');
const withoutBase = new ListRefusal('revocation.list_unusable', 'this is a delta list; upload the complete list first');

const refusal = ({ code, message }: ListRefusal, path: string): InvalidError =>
  new InvalidError(code, message, [{ path, message }]);

/** With an expired list, every certificate would be refused. */
const assertInForce = ({ header }: ReadList, { graceHours }: RevocationSettings, path: string): void => {
  if (!hasRunOut(header, new Date(), graceHours)) return;
  throw refusal(new ListRefusal('revocation.list_unusable', `the list expired on ${header.nextUpdate}`), path);
};

/** Whether the stored list came from another source. */
const isOther = (before: RevocationSettings, next: RevocationSettings): boolean =>
  before.source !== next.source || before.address !== next.address || before.responder !== next.responder;

const mustFetch = (before: RevocationSettings, next: RevocationSettings): boolean =>
  isOther(before, next) || before.deltaAddress !== next.deltaAddress;

const issuerOf = ({ authority: { certificate } }: KnownAuthority) => ({
  issuerKey: nameKey(certificate.subject),
  publicKeyInfo: certificate.publicKeyInfo,
});

const orderOf = (
  { id, authority }: KnownAuthority,
  { source, address, deltaAddress, insideNetwork }: RevocationSettings,
): FetchOrder | undefined =>
  source !== 'address' || address === null
    ? undefined
    : {
        authority: Buffer.from(id, 'hex'),
        certificate: Buffer.from(authority.certificate.der),
        ...{ address, deltaAddress, insideNetwork, etag: null, deltaEtag: null },
      };

const about = ({ authority }: KnownAuthority): Readonly<Record<string, unknown>> => ({
  ca: renderName(authority.certificate.subject),
});

/** New values of the changed settings; of a certificate only that it changed. */
const changesOf = (before: RevocationSettings, next: RevocationSettings): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(next)
      .filter(([name, value]) => before[name as keyof RevocationSettings] !== value)
      .map(([name, value]) => [name, name === 'responder' && value !== null ? 'changed' : value]),
  );
