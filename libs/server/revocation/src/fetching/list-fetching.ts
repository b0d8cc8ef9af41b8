import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction } from '@postern/audit';
import type { RevocationErrorCode } from '@postern/contracts';
import { Statements } from '@postern/database';
import { nameKey, parseCertificate, renderName } from '@postern/x509';
import type { ListHeader } from '../lists/list-header.js';
import { type ListRow, ListStore } from '../lists/list-store.js';
import type { ReadList } from '../lists/read-list.js';
import { readListInThread } from '../lists/read-list-in-thread.js';
import { FetchError, fetchFile, type FetchOptions } from './fetch-file.js';
import { type ListTimes, nextFetch, retryPause } from './fetch-schedule.js';

/** Input for fetching the lists of one CA. */
export interface FetchOrder {
  readonly authority: Buffer;
  /** DER. */
  readonly certificate: Buffer;
  readonly address: string;
  readonly deltaAddress: string | null;
  readonly insideNetwork: boolean;
  readonly etag: string | null;
  readonly deltaEtag: string | null;
}

/** Fetched lists; undefined where nothing changed. */
export interface FetchedLists {
  readonly lists: readonly ReadList[];
  readonly etag: string | null;
  readonly deltaEtag: string | null;
}

/** Thrown when a list cannot be used, or was not received. */
export class ListRefusal extends Error {
  constructor(
    readonly code: RevocationErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** Milliseconds before the second and the third try. */
const pauses = [1000, 4000];
const hour = 3_600_000;

/** Fetches the lists of one CA, checks them and keeps them. */
@Injectable()
export class ListFetching {
  constructor(
    private readonly store: ListStore,
    private readonly transaction: AuditedTransaction,
  ) {}

  /**
   * Fetches, reads and verifies the lists of the order; stores nothing.
   *
   * @param limits for a first fetch that an administrator waits for
   * @throws ListRefusal
   */
  async fetch(order: FetchOrder, limits: Pick<FetchOptions, 'within'> = {}): Promise<FetchedLists> {
    const complete = await this.fetchOne(order, order.address, order.etag, 'complete', limits);
    const delta =
      order.deltaAddress === null
        ? undefined
        : await this.fetchOne(order, order.deltaAddress, order.deltaEtag, 'delta', limits);
    return {
      lists: [complete.list, delta?.list].filter((list) => list !== undefined),
      etag: complete.etag,
      deltaEtag: delta?.etag ?? null,
    };
  }

  /** Fetches as the background job does: three tries, and the outcome is stored either way. */
  async run(order: FetchOrder): Promise<void> {
    try {
      const fetched = await this.tryThrice(order);
      await this.transaction.run(['revocation_list'], (change) => this.keep(change, order, fetched));
    } catch (error) {
      if (!(error instanceof ListRefusal)) throw error;
      await this.transaction.run([], (change) => this.fail(change, order, error));
    }
  }

  /** Stores what was fetched, as part of a change. */
  async keep({ manager, record }: AuditedChange, order: FetchOrder, fetched: FetchedLists): Promise<void> {
    const source = await Statements.in(manager).one<{ readonly failures: number }>(
      'revocation_source.hold',
      `select failures from revocation_source where authority = $1 and address = $2 and kind = 'address' for update`,
      [order.authority, order.address],
    );
    // The source has changed in the meantime.
    if (source === undefined) return;
    const kept = await this.store.of(manager, order.authority);
    for (const list of fetched.lists) if (isNews(list, kept)) await this.store.keep(manager, order.authority, list);
    if (order.deltaAddress === null)
      await Statements.in(manager).run(
        'revocation_list.delete_delta',
        `delete from revocation_list where authority = $1 and part = 'delta'`,
        [order.authority],
      );
    const times = await Statements.in(manager).run<ListTimes>(
      'revocation_list.times',
      'select issued_at as "issuedAt", next_update as "nextUpdate" from revocation_list where authority = $1',
      [order.authority],
    );
    await Statements.in(manager).run(
      'revocation_source.fetched',
      `update revocation_source set etag = $2, delta_etag = $3, fetched_at = now(), next_fetch_at = $4, leased_until = null, failures = 0,
         failed_at = null, failure_code = null, failure_detail = null where authority = $1`,
      [order.authority, fetched.etag, fetched.deltaEtag, nextFetch(times, new Date())],
    );
    if (source.failures > 0) await record({ type: 'revocation.recovered', details: this.about(order) });
  }

  private async fail({ manager, record }: AuditedChange, order: FetchOrder, { code, message }: ListRefusal) {
    const before = await Statements.in(manager).one<{ readonly failure_code: string | null }>(
      'revocation_source.failed',
      `with before as (
         select authority, failure_code from revocation_source where authority = $1 and address = $2 and kind = 'address' for update
       ), after as (
         update revocation_source s set failures = failures + 1, failed_fetches = failed_fetches + 1, failed_at = now(), failure_code = $3,
           failure_detail = $4, leased_until = null, next_fetch_at = now() + make_interval(secs => $5)
         from before b where s.authority = b.authority
       ) select failure_code from before`,
      [order.authority, order.address, code, message.slice(0, 1000), retryPause / 1000],
    );
    // A repeated failure is not recorded again.
    if (before !== undefined && before.failure_code !== code)
      await record({ type: 'revocation.failed', code, details: { ...this.about(order), cause: message } });
  }

  private about({ certificate, address }: FetchOrder): Readonly<Record<string, unknown>> {
    return { ca: renderName(parseCertificate(certificate).subject), address };
  }

  private async tryThrice(order: FetchOrder): Promise<FetchedLists> {
    for (const wait of pauses) {
      try {
        return await this.fetch(order);
      } catch (error) {
        if (!(error instanceof ListRefusal) || error.code !== 'revocation.fetch_failed') throw error;
        await pause(wait, undefined, { ref: false });
      }
    }
    return this.fetch(order);
  }

  private async fetchOne(
    { certificate, insideNetwork }: FetchOrder,
    address: string,
    etag: string | null,
    part: 'complete' | 'delta',
    limits: Pick<FetchOptions, 'within'>,
  ): Promise<{ readonly list: ReadList | undefined; readonly etag: string | null }> {
    try {
      const fetched = await fetchFile(address, { insideNetwork, etag, ...limits });
      if (fetched.data === undefined) return { list: undefined, etag: fetched.etag ?? etag };
      const { subject, publicKeyInfo } = parseCertificate(certificate);
      const list = await readListInThread(fetched.data, { issuerKey: nameKey(subject), publicKeyInfo });
      if ('code' in list) throw new ListRefusal(list.code, `${address}: ${list.detail}`);
      if (list.part !== part)
        throw new ListRefusal('revocation.list_unusable', `${address}: a ${list.part} list instead of a ${part} one`);
      return { list, etag: fetched.etag };
    } catch (error) {
      if (error instanceof FetchError) throw new ListRefusal(error.code, `${address}: ${error.message}`);
      throw error;
    }
  }
}

/** A stale copy must not replace a newer list, nor an expired list one in force. */
export const isNews = (
  { part, digest, header }: Pick<ReadList, 'part' | 'digest' | 'header'>,
  kept: readonly Pick<ListRow, 'part' | 'digest' | 'header'>[],
  at = new Date(),
): boolean => {
  const before = kept.find((row) => row.part === part);
  if (before === undefined) return true;
  if (before.digest.toString('hex') === digest) return false;
  if (hasRunOut(header, at) && !hasRunOut(before.header, at)) return false;
  const later = Date.parse(header.thisUpdate) - Date.parse(before.header.thisUpdate);
  return later > 0 || (later === 0 && numberOf(header) >= numberOf(before.header));
};

/** @param graceHours hours that it is used after it expired */
export const hasRunOut = ({ nextUpdate }: ListHeader, at: Date, graceHours = 0): boolean =>
  Date.parse(nextUpdate) + graceHours * hour <= at.getTime();

const numberOf = ({ number }: ListHeader): bigint => BigInt(number ?? 0);
