import { type AlternativeName, parseAlternativeNames } from '../names/alternative-names.js';
import { type DerElement, DerReader, open, tags } from '../der/der.js';
import { readBoolean, readNamedBits, readOid, readSmallInteger } from '../der/der-values.js';
import { toHex } from '../der/printable.js';
import { malformed } from '../x509.error.js';

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** Content of `extnValue`. */
  readonly value: Uint8Array;
}

export interface KeyUsage {
  readonly digitalSignature: boolean;
  readonly keyCertSign: boolean;
  readonly cRLSign: boolean;
}

/** The extensions that decide something here; null or undefined where the certificate has none. */
export interface KnownExtensions {
  readonly isAuthority: boolean;
  readonly pathLength: number | undefined;
  readonly keyUsage: KeyUsage | null;
  /** OIDs. */
  readonly purposes: readonly string[] | null;
  readonly alternativeNames: readonly AlternativeName[];
  /** Hexadecimal. */
  readonly subjectKeyId: string | undefined;
  /** Hexadecimal. */
  readonly authorityKeyId: string | undefined;
  /** OIDs of critical extensions that nobody here understands; RFC 5280 §4.2: such a certificate must be refused. */
  readonly notUnderstood: readonly string[];
}

export const extensionIds = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  alternativeNames: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  purposes: '2.5.29.37',
} as const;
/** Understood by the chain engine: issuer alternative names, name constraints, policies, mappings, constraints, inhibit any policy. */
const engineIds = ['2.5.29.18', '2.5.29.30', '2.5.29.32', '2.5.29.33', '2.5.29.36', '2.5.29.54'];
const understood: ReadonlySet<string> = new Set([...Object.values(extensionIds), ...engineIds]);

/** Parses Extensions (RFC 5280 §4.2): no extension twice. Throws `X509Error` (`malformed`). */
export const parseExtensions = (der: Uint8Array): ReadonlyMap<string, Extension> => {
  const extensions = new Map<string, Extension>();
  for (const { content } of open(der).rest(tags.sequence)) {
    const reader = new DerReader(content);
    const oid = readOid(reader.next());
    const critical = reader.optional(tags.boolean);
    const value = reader.next(tags.octetString).content;
    reader.finish();
    if (extensions.has(oid)) throw malformed(`extension ${oid} twice`);
    extensions.set(oid, { oid, critical: critical !== undefined && readBoolean(critical), value });
  }
  return extensions;
};

/** Reads the known extensions; one that is there but cannot be read makes the certificate malformed. */
export const readKnownExtensions = (extensions: ReadonlyMap<string, Extension>): KnownExtensions => {
  const read = <T, F>(id: string, parse: (value: Uint8Array) => T, absent: F): T | F => {
    const extension = extensions.get(id);
    return extension === undefined ? absent : parse(extension.value);
  };
  return {
    ...read(extensionIds.basicConstraints, basicConstraints, { isAuthority: false, pathLength: undefined }),
    keyUsage: read(extensionIds.keyUsage, keyUsage, null),
    purposes: read(extensionIds.purposes, purposes, null),
    alternativeNames: read(extensionIds.alternativeNames, parseAlternativeNames, []),
    subjectKeyId: read(extensionIds.subjectKeyId, subjectKeyId, undefined),
    authorityKeyId: read(extensionIds.authorityKeyId, authorityKeyId, undefined),
    notUnderstood: [...extensions.values()]
      .filter(({ oid, critical }) => critical && !understood.has(oid))
      .map(({ oid }) => oid),
  };
};

const basicConstraints = (value: Uint8Array) => {
  const reader = open(value);
  const authority = reader.optional(tags.boolean);
  const pathLength = reader.optional(tags.integer);
  reader.finish();
  return {
    isAuthority: authority !== undefined && readBoolean(authority),
    pathLength: pathLength === undefined ? undefined : readSmallInteger(pathLength),
  };
};

const single = (value: Uint8Array, tag: number): DerElement => {
  const reader = new DerReader(value);
  const element = reader.next(tag);
  reader.finish();
  return element;
};

const keyUsage = (value: Uint8Array): KeyUsage => {
  const bits = readNamedBits(single(value, tags.bitString), 9);
  return { digitalSignature: bits[0] === true, keyCertSign: bits[5] === true, cRLSign: bits[6] === true };
};

const purposes = (value: Uint8Array): string[] => open(value).rest(tags.objectIdentifier).map(readOid);

const subjectKeyId = (value: Uint8Array): string => toHex(single(value, tags.octetString).content);

const authorityKeyId = (value: Uint8Array): string | undefined => {
  const id = open(value).optional(tags.contextPrimitive(0));
  return id === undefined ? undefined : toHex(id.content);
};
