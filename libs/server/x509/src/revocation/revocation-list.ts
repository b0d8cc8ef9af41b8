import { type Algorithm, parseAlgorithm } from '../certificate/algorithm.js';
import { DerReader, open, tags } from '../der/der.js';
import { readBitString, readBoolean, readInteger, readOid, readSmallInteger, readTime } from '../der/der-values.js';
import { nameKey, parseName } from '../names/name.js';
import { toHex } from '../der/printable.js';
import { malformed } from '../x509.error.js';

/** A certificate revocation list (RFC 5280 §5). */
export interface RevocationList {
  readonly issuerKey: string;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** Serial numbers: content of the INTEGER, hexadecimal. */
  readonly revoked: ReadonlySet<string>;
  readonly signedPart: Uint8Array;
  readonly signatureAlgorithm: Algorithm;
  readonly signature: Uint8Array;
  /** Why its answers may not be used (a delta, an indirect or a partial list, or an unknown critical extension). */
  readonly notUnderstood: string | undefined;
}

export const serialKey = (serialNumber: Uint8Array): string => toHex(serialNumber);

const pemBlocks = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]*)-----END X509 CRL-----/g;

/** Every list in a file: one in DER, or any number in PEM. Throws `X509Error` (`malformed`), also when there is none. */
export const readRevocationLists = (data: Uint8Array): RevocationList[] => {
  if (data[0] === tags.sequence) return [parseRevocationList(data)];
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1');
  const lists = Array.from(text.matchAll(pemBlocks), ([, body = '']) =>
    parseRevocationList(Buffer.from(body, 'base64')),
  );
  if (lists.length === 0) throw malformed('no revocation list');
  return lists;
};

/** Parses one list from DER; throws `X509Error` (`malformed`). */
export const parseRevocationList = (der: Uint8Array): RevocationList => {
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
  const entries = readEntries(reader.optional(tags.sequence)?.content);
  const extensions = reader.optional(tags.context(0));
  reader.finish();
  const critical = extensions === undefined ? undefined : firstCritical(open(extensions.content));
  return {
    issuerKey: nameKey(issuer),
    thisUpdate,
    nextUpdate,
    revoked: entries.revoked,
    signedPart: signedPart.encoded,
    signatureAlgorithm,
    signature,
    notUnderstood: critical ?? entries.critical,
  };
};

const readEntries = (content: Uint8Array | undefined) => {
  const revoked = new Set<string>();
  let critical: string | undefined;
  const list = new DerReader(content ?? new Uint8Array());
  while (!list.atEnd) {
    const entry = new DerReader(list.next(tags.sequence).content);
    revoked.add(serialKey(readInteger(entry.next())));
    readTime(entry.next());
    const extensions = entry.optional(tags.sequence);
    entry.finish();
    if (extensions !== undefined) critical ??= firstCritical(new DerReader(extensions.content));
  }
  return { revoked, critical };
};

/**
 * RFC 5280 §5.2 and §5.3: a list with a critical extension that is not processed must not be used. Delta, indirect and partial
 * lists say what they are by critical extensions, so none of them is taken for a complete list.
 */
const firstCritical = (extensions: DerReader): string | undefined => {
  for (const { content } of extensions.rest(tags.sequence)) {
    const reader = new DerReader(content);
    const oid = readOid(reader.next());
    const critical = reader.optional(tags.boolean);
    reader.next(tags.octetString);
    reader.finish();
    if (critical !== undefined && readBoolean(critical)) return `critical extension ${oid}`;
  }
  return undefined;
};
