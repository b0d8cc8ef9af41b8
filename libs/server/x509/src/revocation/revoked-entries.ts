import { DerReader, tags } from '../der/der.js';
import { readBoolean, readOid } from '../der/der-values.js';
import { malformed } from '../x509.error.js';
import { DerCursor } from './der-cursor.js';
import { directoryNameKeys } from './distribution-point.js';
import { type EntryTable, EntryTableBuilder, findEntry, type RevocationEntry, shortTable } from './entry-table.js';
import { MinuteReader } from './minute-reader.js';

/** The revoked certificates of one issuer; a list that is not indirect has one. */
interface IssuerEntries {
  readonly issuerKey: string;
  /** One for each length of serial numbers. */
  readonly tables: readonly EntryTable[];
}

export interface RevokedEntries {
  readonly issuers: readonly IssuerEntries[];
  readonly count: number;
  /** Why the list may not be used (RFC 5280 §5.3): an entry says something that is not processed. */
  readonly notUnderstood: string | undefined;
}

/** Bytes; RFC 5280 §4.1.2.2 allows 20, and some authorities write more. */
const longestSerialNumber = 64;

/**
 * Reads the `revokedCertificates` of a list in three walks over its bytes, without an object for each: sizes, buckets, rows.
 *
 * @param content of the SEQUENCE
 * @param isIndirect whether entries may be about other issuers' certificates
 */
export const readRevokedEntries = (content: Uint8Array, issuerKey: string, isIndirect: boolean): RevokedEntries => {
  const walk = new EntryWalk(content, issuerKey, isIndirect);
  const sizes: number[][] = [];
  walk.each(({ issuer, length }) => {
    const ofIssuer = (sizes[issuer] ??= []);
    ofIssuer[length] = (ofIssuer[length] ?? 0) + 1;
  });
  // An indirect list may have no entry of its own issuer.
  const builders = Array.from(sizes, (ofIssuer: number[] | undefined) =>
    (ofIssuer ?? []).map((size, length) => new EntryTableBuilder(length, size)),
  );
  const builderOf = ({ issuer, length }: EntryWalk) => builders[issuer]?.[length] as EntryTableBuilder;
  walk.each((entry) => builderOf(entry).count(content, entry.from));
  for (const builder of builders.flat()) builder.layOut();
  walk.each((entry) => builderOf(entry).add(content, entry.from, entry));
  return {
    issuers: builders.map((ofIssuer, issuer) => ({
      issuerKey: walk.issuerKeys[issuer] as string,
      tables: ofIssuer.flatMap((builder) => [builder.build()]),
    })),
    count: sizes.flat().reduce((sum, size) => sum + size, 0),
    notUnderstood: walk.notUnderstood,
  };
};

export const noEntries: RevokedEntries = { issuers: [], count: 0, notUnderstood: undefined };

/** The same entries in 16 bytes each at most, as they are kept in a database; for a thread. */
export const shortEntries = (entries: RevokedEntries): RevokedEntries => ({
  ...entries,
  issuers: entries.issuers.map(({ issuerKey, tables }) => ({ issuerKey, tables: tables.map(shortTable) })),
});

/** @param serialNumber content of the INTEGER */
export const findRevoked = (
  { issuers }: RevokedEntries,
  issuerKey: string,
  serialNumber: Uint8Array,
): RevocationEntry | undefined => {
  for (const entries of issuers) {
    if (entries.issuerKey !== issuerKey) continue;
    const table = entries.tables.find(({ length }) => length === serialNumber.length);
    const found = table === undefined ? undefined : findEntry(table, serialNumber);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** `SEQUENCE { SEQUENCE { reasonCode, OCTET STRING { ENUMERATED` without the value: what nearly every entry has, if anything. */
const reasonOnly = Buffer.from('300a0603551d1504030a01', 'hex');
const extensionIds = { reason: '2.5.29.21', invalidityDate: '2.5.29.24', certificateIssuer: '2.5.29.29' } as const;

/** One walk after another over the same entries; its fields are those of the current entry. */
class EntryWalk {
  /** Index in `issuerKeys` of whose certificate it is. */
  issuer = 0;
  /** Where the serial number begins, and its bytes. */
  from = 0;
  length = 0;
  minutes = 0;
  reason = 0;
  notUnderstood: string | undefined;
  readonly issuerKeys: string[];
  private readonly minuteReader: MinuteReader;

  constructor(
    private readonly content: Uint8Array,
    issuerKey: string,
    private readonly isIndirect: boolean,
  ) {
    this.issuerKeys = [issuerKey];
    this.minuteReader = new MinuteReader(content);
  }

  each(visit: (entry: this) => void): void {
    this.issuer = 0;
    const list = new DerCursor(this.content);
    const entry = new DerCursor(this.content);
    while (!list.atEnd) {
      list.advance(tags.sequence);
      entry.moveTo(list.from, list.next);
      this.readSerialNumber(entry);
      entry.advance();
      this.minutes = this.minuteReader.read(entry);
      this.reason = 0;
      if (!entry.atEnd) {
        entry.advance(tags.sequence);
        this.readExtensions(entry);
        if (!entry.atEnd) throw malformed('unexpected bytes at the end of an entry');
      }
      visit(this);
    }
  }

  private readSerialNumber(entry: DerCursor): void {
    entry.advance(tags.integer);
    const { bytes, from, next } = entry;
    const length = next - from;
    if (length === 0 || length > longestSerialNumber) throw malformed('length of a serial number');
    const [first, second] = [bytes[from] as number, bytes[from + 1] as number];
    const isPadded = length > 1 && ((first === 0x00 && second < 0x80) || (first === 0xff && second >= 0x80));
    if (isPadded) throw malformed('integer not in its shortest form');
    this.from = from;
    this.length = length;
  }

  private readExtensions(entry: DerCursor): void {
    const { from, next, bytes } = entry;
    if (next - from === reasonOnly.length + 1 && startsWith(bytes, from, reasonOnly)) {
      this.reason = reasonCode(bytes[next - 1]);
      return;
    }
    for (const { content } of new DerReader(entry.content).rest(tags.sequence)) this.readExtension(content);
  }

  private readExtension(content: Uint8Array): void {
    const reader = new DerReader(content);
    const oid = readOid(reader.next());
    const critical = reader.optional(tags.boolean);
    const value = reader.next(tags.octetString).content;
    reader.finish();
    if (oid === extensionIds.reason) {
      const [code, ...others] = new DerReader(value).next(0x0a).content;
      if (others.length > 0) throw malformed('reason of a revocation');
      this.reason = reasonCode(code);
    } else if (oid === extensionIds.certificateIssuer) this.changeIssuer(value);
    else if (critical !== undefined && readBoolean(critical) && oid !== extensionIds.invalidityDate)
      this.notUnderstood ??= `critical extension ${oid} in an entry`;
  }

  /** RFC 5280 §5.3.3: holds for this entry and those that follow, up to the next that has one. */
  private changeIssuer(value: Uint8Array): void {
    if (!this.isIndirect) {
      this.notUnderstood ??= 'an entry of another issuer, and the list does not say that it is indirect';
      return;
    }
    const [key, ...others] = directoryNameKeys(value);
    if (key === undefined || others.length > 0) {
      this.notUnderstood ??= 'an entry whose issuer is not one directory name';
      return;
    }
    const known = this.issuerKeys.indexOf(key);
    this.issuer = known === -1 ? this.issuerKeys.push(key) - 1 : known;
  }
}

const startsWith = (bytes: Uint8Array, at: number, pattern: Uint8Array): boolean => {
  for (let index = 0; index < pattern.length; index++) if (bytes[at + index] !== pattern[index]) return false;
  return true;
};

const reasonCode = (code: number | undefined): number => {
  if (code === undefined || code > 10) throw malformed('reason of a revocation');
  return code;
};
