import { type Certificate, parseCertificate } from '../certificate/certificate.js';
import { DerReader, tags } from '../der/der.js';
import { nameKey, parseName } from '../names/name.js';
import { malformed, X509Error } from '../x509.error.js';
import { type ParsedList, parseRevocationList } from './revocation-list.js';

/** Contents of a file of revocation lists. */
export interface ListFile {
  readonly lists: readonly ParsedList[];
  /** Certificates of those who sign lists; a PEM file may have them beside the lists. Being in the file does not make them trusted. */
  readonly certificates: readonly Certificate[];
}

const whiteSpace: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20]);
const listLabels: ReadonlySet<string> = new Set(['X509 CRL', 'CRL']);
const certificateLabels: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']);
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a file with one list in DER, with any number in PEM (`X509 CRL` or `CRL`, with text around them), or with the base64 of
 * one. Trailing white space is ignored.
 *
 * @throws X509Error `malformed`, also when there is no list
 */
export const readListFile = (data: Uint8Array): ListFile => {
  const bytes = trim(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  if (bytes.length === 0) throw malformed('an empty file');
  if (bytes[0] === tags.sequence && looksLikeDer(bytes))
    return { lists: [parseRevocationList(bytes)], certificates: [] };
  const blocks = [...pemBlocks(bytes)];
  const lists = blocks.filter(({ label }) => listLabels.has(label)).map(({ der }) => parseRevocationList(der));
  if (lists.length > 0) {
    const certificates = blocks.filter(({ label }) => certificateLabels.has(label));
    return { lists, certificates: certificates.map(({ der }) => parseCertificate(der)) };
  }
  if (blocks.length > 0 || bytes.includes('-----')) throw malformed('no revocation list');
  return { lists: [parseRevocationList(decode(bytes))], certificates: [] };
};

/** The key of the issuer of what may be the beginning of a list that cannot be read; undefined when not even that can be told. */
export const guessIssuer = (data: Uint8Array): string | undefined => {
  try {
    const bytes = trim(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    const reader = new DerReader(inside(inside(looksLikeDer(bytes) ? bytes : decode(firstBody(bytes)))));
    reader.optional(tags.integer);
    reader.next(tags.sequence);
    return nameKey(parseName(reader.next(tags.sequence).encoded));
  } catch (error) {
    if (error instanceof X509Error) return undefined;
    throw error;
  }
};

/** The rest behind a header, however long the header says it is. */
const inside = (bytes: Uint8Array): Uint8Array => {
  if (bytes[0] !== tags.sequence) throw malformed('no sequence');
  const length = bytes[1] ?? 0;
  return bytes.subarray(length < 0x80 ? 2 : 2 + (length & 0x7f));
};

/** 0x30 is a digit as well: text goes on with text. */
const looksLikeDer = ([first, second = 0]: Uint8Array): boolean =>
  first === tags.sequence && (second >= 0x80 || second < 0x20);

const trim = (bytes: Buffer): Buffer => {
  const from = bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
  let [start, end] = [from, bytes.length];
  while (start < end && whiteSpace.has(bytes[start] as number)) start++;
  if (looksLikeDer(bytes.subarray(start))) return trimBehindDer(bytes.subarray(start));
  while (end > start && whiteSpace.has(bytes[end - 1] as number)) end--;
  return bytes.subarray(start, end);
};

/** A signature may end with a byte that looks like white space, so only what lies behind the outer element is cut. */
const trimBehindDer = (bytes: Buffer): Buffer => {
  let end: number;
  try {
    end = new DerReader(bytes).next().encoded.length;
  } catch {
    // Truncated; the parser reports it.
    return bytes;
  }
  return bytes.subarray(end).every((byte) => whiteSpace.has(byte)) ? bytes.subarray(0, end) : bytes;
};

interface Block {
  readonly label: string;
  readonly der: Uint8Array;
}

const begin = '-----BEGIN ';
const dashes = '-----';

/** PEM blocks (RFC 7468), found without turning a file of many megabytes into text. */
function* pemBlocks(bytes: Buffer): Generator<Block> {
  for (let at = bytes.indexOf(begin); at !== -1; at = bytes.indexOf(begin, at)) {
    const labelEnd = bytes.indexOf(dashes, at + begin.length);
    const label = labelEnd === -1 ? '' : bytes.toString('latin1', at + begin.length, labelEnd);
    const end = labelEnd === -1 ? -1 : bytes.indexOf(`-----END ${label}-----`, labelEnd);
    if (end === -1 || label.length > 64) throw malformed('a PEM block without an end');
    yield { label, der: decode(bytes.subarray(labelEnd + dashes.length, end)) };
    at = end;
  }
}

/** What stands behind the first PEM header, or everything where there is none. */
const firstBody = (bytes: Buffer): Buffer => {
  const at = bytes.indexOf(begin);
  if (at === -1) return bytes;
  const from = bytes.indexOf(dashes, at + begin.length) + dashes.length;
  const end = bytes.indexOf(dashes, from);
  return bytes.subarray(from, end === -1 ? bytes.length : end);
};

const decode = (bytes: Buffer): Uint8Array => {
  // Node skips what is not base64, and would make a list of anything. Byte by byte: an expression would need as much again.
  for (const byte of bytes) if (isBase64[byte] !== 1) throw malformed('neither DER, PEM nor base64');
  return Buffer.from(bytes.toString('latin1'), 'base64');
};

const isBase64 = new Uint8Array(256);
for (const byte of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\t\n\r '))
  isBase64[byte] = 1;
