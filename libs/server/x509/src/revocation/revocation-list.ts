import { parseAlgorithm } from '../certificate/algorithm.js';
import { type Extension, parseExtensions } from '../certificate/extensions.js';
import type { Signed } from '../certificate/signature.js';
import { DerReader, open, tags } from '../der/der.js';
import { readBitString, readInteger, readSmallInteger, readTime } from '../der/der-values.js';
import { toHex } from '../der/printable.js';
import { type Name, nameKey, parseName, renderName } from '../names/name.js';
import { malformed, X509Error } from '../x509.error.js';
import { completeScope, type ListScope, parseListScope } from './distribution-point.js';
import { noEntries, readRevokedEntries, type RevokedEntries } from './revoked-entries.js';

/** Contents of a certificate revocation list (RFC 5280 §5); plain data, which a worker can transfer. */
export interface ListContent {
  readonly issuerKey: string;
  /** RFC 4514 text. */
  readonly issuer: string;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** How long its answers are taken where an administrator allows longer than `nextUpdate`. */
  readonly usableUntil?: Date;
  /** CRLNumber. */
  readonly number: bigint | undefined;
  /** BaseCRLNumber of a delta list; undefined for a complete one. */
  readonly baseNumber: bigint | undefined;
  /** Hexadecimal. */
  readonly authorityKeyId: string | undefined;
  readonly scope: ListScope;
  readonly entries: RevokedEntries;
  /** Why its answers may not be used: a critical extension that is not processed, or one that cannot be read. */
  readonly notUnderstood: string | undefined;
}

export interface ParsedList {
  readonly content: ListContent;
  /** Shares the memory of the DER. */
  readonly signed: Signed;
}

const extensionIds = {
  number: '2.5.29.20',
  deltaIndicator: '2.5.29.27',
  scope: '2.5.29.28',
  authorityKeyId: '2.5.29.35',
} as const;
/** Extensions that do not affect the result: issuer alternative names, freshest list, authority information, expired certificates on list. */
const informative = ['2.5.29.18', '2.5.29.46', '1.3.6.1.5.5.7.1.1', '2.5.29.60'];
const understood: ReadonlySet<string> = new Set([...Object.values(extensionIds), ...informative]);

/** Parses one list from DER; throws `X509Error` (`malformed`). */
export const parseRevocationList = (der: Uint8Array): ParsedList => {
  const outer = open(der);
  const signedPart = outer.next(tags.sequence);
  const signatureAlgorithm = parseAlgorithm(outer.next(tags.sequence));
  const signature = readBitString(outer.next());
  outer.finish();

  const reader = new DerReader(signedPart.content);
  const version = reader.optional(tags.integer);
  if (version !== undefined && readSmallInteger(version) !== 1) throw malformed('version of a revocation list');
  const innerAlgorithm = reader.next(tags.sequence).encoded;
  if (Buffer.compare(innerAlgorithm, signatureAlgorithm.der) !== 0)
    throw malformed('two different signature algorithms');
  const issuer = parseName(reader.next(tags.sequence).encoded);
  const thisUpdate = readTime(reader.next());
  const hasNextUpdate = reader.nextTag === tags.utcTime || reader.nextTag === tags.generalizedTime;
  const nextUpdate = hasNextUpdate ? readTime(reader.next()) : undefined;
  const revoked = reader.optional(tags.sequence)?.content;
  const extensionList = reader.optional(tags.context(0));
  reader.finish();
  const extensions = extensionList === undefined ? new Map() : parseExtensions(extensionList.content);
  const known = readKnown(extensions, issuer);
  const issuerKey = nameKey(issuer);
  const entries =
    revoked === undefined ? noEntries : readRevokedEntries(revoked, issuerKey, known.scope?.indirect ?? false);
  return {
    content: {
      issuerKey,
      issuer: renderName(issuer),
      thisUpdate,
      nextUpdate,
      number: known.number,
      baseNumber: known.baseNumber,
      authorityKeyId: known.authorityKeyId,
      scope: known.scope ?? completeScope,
      entries,
      notUnderstood: known.notUnderstood ?? firstNotUnderstood(extensions) ?? entries.notUnderstood,
    },
    signed: { signedPart: signedPart.encoded, signatureAlgorithm, signature },
  };
};

type Known = Partial<Pick<ListContent, 'number' | 'baseNumber' | 'authorityKeyId' | 'scope' | 'notUnderstood'>>;

/**
 * Whether they are critical or not: a delta or partial list is one whatever its extensions say of themselves. What cannot be
 * read makes the list one that is not understood.
 */
const readKnown = (extensions: ReadonlyMap<string, Extension>, issuer: Name): Known => {
  const read = <T>(id: string, parse: (value: Uint8Array) => T): T | undefined => {
    const extension = extensions.get(id);
    return extension === undefined ? undefined : parse(extension.value);
  };
  try {
    return {
      number: read(extensionIds.number, listNumber),
      baseNumber: read(extensionIds.deltaIndicator, listNumber),
      authorityKeyId: read(extensionIds.authorityKeyId, keyId),
      scope: read(extensionIds.scope, (value) => parseListScope(value, issuer)),
    };
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    return { notUnderstood: `an extension that cannot be read: ${error.detail}` };
  }
};

const listNumber = (value: Uint8Array): bigint => {
  const reader = new DerReader(value);
  const content = readInteger(reader.next());
  reader.finish();
  if (content.length > 21 || (content[0] ?? 0) >= 0x80) throw malformed('number of a list');
  return BigInt(`0x${toHex(content)}`);
};

const keyId = (value: Uint8Array): string | undefined => {
  const id = open(value).optional(tags.contextPrimitive(0));
  return id === undefined ? undefined : toHex(id.content);
};

/** RFC 5280 §5.2: a list with a critical extension that is not processed must not be used. */
const firstNotUnderstood = (extensions: ReadonlyMap<string, Extension>): string | undefined => {
  const unknown = [...extensions.values()].find(({ oid, critical }) => critical && !understood.has(oid));
  return unknown === undefined ? undefined : `critical extension ${unknown.oid}`;
};
