import { Injectable, Logger } from '@nestjs/common';
import type { AuthorityRule, CertificateBlock, SuppliedRevocations } from '@postern/certificate-kit';
import type { RevocationSourceKind } from '@postern/contracts';
import { ChangeFeed, KeptReading, Statements } from '@postern/database';
import {
  type Certificate,
  nameKey,
  parseCertificate,
  RevocationList,
  sha256,
  type UnreadableList,
} from '@postern/x509';
import { type ListHeader, unpackList } from '../lists/list-header.js';
import { ListStore } from '../lists/list-store.js';
import type { OcspRule } from './ocsp-rule.js';

interface SourceRow {
  readonly [column: string]: unknown;
  readonly authority: string;
  readonly certificate: Buffer;
  readonly kind: RevocationSourceKind;
  readonly address: string | null;
  readonly grace_hours: number;
  readonly inside_network: boolean;
  readonly responder: Buffer | null;
  readonly accepts_silence: boolean;
  readonly sends_nonce: boolean;
  readonly lists: readonly ListSummary[];
}

interface ListSummary {
  readonly id: string;
  readonly part: 'complete' | 'delta';
  readonly bytes: number;
  readonly header: ListHeader;
}

interface BlockRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly sha256: string | null;
  readonly issuer_key: string | null;
  readonly serial: string | null;
  readonly reason: string;
  readonly until: Date | null;
  readonly created_at: Date;
}

/** All revocation data from the database. */
export interface RevocationsWithOcsp extends SuppliedRevocations {
  /** CAs that answer by OCSP, by `authorityKey`. */
  readonly ocsp: ReadonlyMap<string, OcspRule>;
}

const tables = ['revocation_source', 'revocation_list', 'certificate_block'];
const hour = 3_600_000;
/** Bytes of a packed list from which on its successor is read in the background. */
const largeList = 1024 * 1024;

const sourcesSql = `
  select encode(s.authority, 'hex') as authority, s.certificate, s.kind, s.address, s.grace_hours, s.inside_network, s.responder,
    s.accepts_silence, s.sends_nonce, coalesce((
    select json_agg(json_build_object('id', l.id, 'part', l.part, 'bytes', l.bytes, 'header', l.header) order by l.part)
    from revocation_list l where l.authority = s.authority), '[]') as lists
  from revocation_source s order by s.authority`;
const blocksSql = `
  select id, encode(sha256, 'hex') as sha256, issuer_key, encode(serial, 'hex') as serial, reason, until, created_at
  from certificate_block order by created_at`;

/** Rules, lists and blocks in memory, read again when they change, here or in another server process. */
@Injectable()
export class KeptRevocations {
  private readonly logger = new Logger(KeptRevocations.name);
  private readonly kept: KeptReading<RevocationsWithOcsp>;
  /** Cache of the rows that were read, by their text: equal text gives the same object. */
  private last: { readonly text: string; readonly supplied: RevocationsWithOcsp } | undefined;
  /** Lists in memory, by CA and part. */
  private lists = new Map<string, { readonly id: string; readonly list: RevocationList; readonly grace: number }>();
  private readonly fetching = new Set<string>();

  constructor(
    private readonly statements: Statements,
    private readonly store: ListStore,
    changes: ChangeFeed,
  ) {
    this.kept = new KeptReading(changes, tables, () => this.read());
  }

  current(): Promise<RevocationsWithOcsp> {
    return this.kept.current();
  }

  private async read(): Promise<RevocationsWithOcsp> {
    const [sources, blocks] = await Promise.all([
      this.statements.run<SourceRow>('revocation_source.rules', sourcesSql, []),
      this.statements.run<BlockRow>('certificate_block.all', blocksSql, []),
    ]);
    const found = await Promise.all(sources.map((source) => this.listsOf(source)));
    const inUse = found.flatMap(({ lists }) => lists);
    const text = JSON.stringify([
      sources.map(({ lists, certificate, ...rule }) => ({ ...rule, certificate: sha256(certificate) })),
      inUse.map(({ id }) => id),
      blocks,
    ]);
    if (this.last?.text === text) return this.last.supplied;
    const supplied: RevocationsWithOcsp = {
      lists: inUse.map(({ list }) => list),
      unreadable: found.flatMap(({ missing }) => missing),
      rules: new Map(sources.map((source) => [source.authority, ruleOf(source)])),
      blockOf: blockFinder(blocks),
      ocsp: new Map(sources.flatMap((source) => ocspRuleOf(source))),
    };
    this.last = { text, supplied };
    return supplied;
  }

  /** A large list stays in use while its successor is read. */
  private async listsOf(source: SourceRow): Promise<{
    readonly lists: readonly { readonly id: string; readonly list: RevocationList }[];
    readonly missing: readonly UnreadableList[];
  }> {
    if (source.kind !== 'address' && source.kind !== 'uploaded') return { lists: [], missing: [] };
    const lists: { readonly id: string; readonly list: RevocationList }[] = [];
    for (const summary of source.lists) {
      const key = `${source.authority} ${summary.part}`;
      const before = this.lists.get(key);
      if (before?.id === summary.id && before.grace === source.grace_hours) lists.push(before);
      else if (before !== undefined && before.grace === source.grace_hours && summary.bytes > largeList) {
        lists.push(before);
        this.replace(key, source, summary);
      } else {
        const list = await this.readOne(key, source, summary);
        if (list !== undefined) lists.push(list);
      }
    }
    const isComplete = lists.some(({ list }) => list.content.baseNumber === undefined);
    const { issuerKey } = ruleOf(source);
    const missing = { source: sourceName(source), cause: 'there is no list yet', issuerKey };
    return { lists, missing: isComplete ? [] : [missing] };
  }

  private replace(key: string, source: SourceRow, summary: ListSummary): void {
    if (this.fetching.has(summary.id)) return;
    this.fetching.add(summary.id);
    this.readOne(key, source, summary)
      .then(() => this.kept.forget())
      .catch((error: unknown) => this.logger.warn(`the former list of ${sourceName(source)} is used: ${String(error)}`))
      .finally(() => this.fetching.delete(summary.id));
  }

  private async readOne(key: string, source: SourceRow, { id, bytes, header }: ListSummary) {
    const packed = await this.store.bytesOf(id, bytes);
    // Another list has replaced it; its notification will arrive.
    if (packed === undefined) return this.lists.get(key);
    const grace = source.grace_hours;
    const usableUntil = new Date(Date.parse(header.nextUpdate) + grace * hour);
    const signer = sha256(parseCertificate(source.certificate).publicKeyInfo);
    const list = new RevocationList(
      unpackList(header, packed, usableUntil),
      sourceName(source),
      // Verified before it was stored.
      (key) => sha256(key) === signer,
    );
    const entry = { id, list, grace };
    this.lists.set(key, entry);
    return entry;
  }
}

const sourceName = ({ kind, address, authority }: SourceRow): string =>
  kind === 'address' && address !== null ? address : `the uploaded list of CA ${authority.slice(0, 16)}`;

const ruleOf = ({ certificate, kind, grace_hours: graceHours }: SourceRow): AuthorityRule => ({
  issuerKey: nameKey(parseCertificate(certificate).subject),
  isIgnored: kind === 'none',
  graceHours,
});

const ocspRuleOf = (source: SourceRow): readonly (readonly [string, OcspRule])[] => {
  const { authority, certificate, kind, address, responder } = source;
  if (kind !== 'ocsp' || address === null) return [];
  const rule = {
    ...{ authority, certificate, address, responder },
    insideNetwork: source.inside_network,
    graceHours: source.grace_hours,
    acceptsSilence: source.accepts_silence,
    sendsNonce: source.sends_nonce,
  };
  return [[authority, rule]];
};

const blockFinder = (rows: readonly BlockRow[]): SuppliedRevocations['blockOf'] => {
  const blocks = new Map(rows.map((row) => [keyOf(row), blockOf(row)]));
  if (blocks.size === 0) return () => undefined;
  const inForce = (key: string, at: Date): CertificateBlock | undefined => {
    const block = blocks.get(key);
    return block === undefined || (block.until !== null && block.until <= at) ? undefined : block;
  };
  return (certificate: Certificate, at: Date) =>
    inForce(certificate.sha256, at) ??
    inForce(`${Buffer.from(certificate.serialNumber).toString('hex')} ${nameKey(certificate.issuer)}`, at);
};

const keyOf = ({ sha256: thumbprint, serial, issuer_key: issuerKey }: BlockRow): string =>
  thumbprint ?? `${serial} ${issuerKey}`;

const blockOf = ({ id, reason, until, created_at: since }: BlockRow): CertificateBlock => ({
  id,
  reason,
  until,
  since,
});
