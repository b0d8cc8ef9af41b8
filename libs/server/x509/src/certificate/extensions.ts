import { type AlternativeName, parseAlternativeNames } from '../names/alternative-names.js';
import { type DerElement, DerReader, open, tags } from '../der/der.js';
import { readBoolean, readNamedBits, readOid, readSmallInteger } from '../der/der-values.js';
import { toHex } from '../der/printable.js';
import { type NameConstraints, parseNameConstraints } from './name-constraints.js';
import {
  parsePolicies,
  parsePolicyConstraints,
  parsePolicyMappings,
  type PolicyConstraints,
  type PolicyMappings,
} from './policies.js';
import { malformed } from '../x509.error.js';

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** Content of `extnValue`. */
  readonly value: Uint8Array;
}

/** The named bits of KeyUsage (RFC 5280 §4.2.1.3), in their order. */
export const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsageName = (typeof keyUsages)[number];
type KeyUsage = Readonly<Record<KeyUsageName, boolean>>;

/** The extensions that this library uses; null or undefined if the certificate has none. */
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
  readonly nameConstraints: NameConstraints | undefined;
  /** OIDs of certificate policies; null without the extension. */
  readonly policies: ReadonlySet<string> | null;
  readonly policyMappings: PolicyMappings;
  readonly policyConstraints: PolicyConstraints;
  /** How many further certificates may still assert anyPolicy. */
  readonly inhibitAnyPolicy: number | undefined;
  /** OIDs of critical extensions that this library does not process; RFC 5280 §4.2: such a certificate must be refused. */
  readonly notUnderstood: readonly string[];
}

export const extensionIds = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  alternativeNames: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  policies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyId: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  purposes: '2.5.29.37',
  inhibitAnyPolicy: '2.5.29.54',
} as const;
/** Harmless whether critical or not: issuer alternative names, CRL distribution points (the lists are configured). */
const informative = ['2.5.29.18', '2.5.29.31'];
const understood: ReadonlySet<string> = new Set([...Object.values(extensionIds), ...informative]);

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

/** Reads the known extensions; one that cannot be read makes the certificate malformed. */
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
    nameConstraints: read(extensionIds.nameConstraints, parseNameConstraints, undefined),
    policies: read(extensionIds.policies, parsePolicies, null),
    policyMappings: read(extensionIds.policyMappings, parsePolicyMappings, new Map()),
    policyConstraints: read(extensionIds.policyConstraints, parsePolicyConstraints, {}),
    inhibitAnyPolicy: read(extensionIds.inhibitAnyPolicy, smallInteger, undefined),
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
  const bits = readNamedBits(single(value, tags.bitString), keyUsages.length);
  return Object.fromEntries(keyUsages.map((name, bit) => [name, bits[bit] === true])) as KeyUsage;
};

const smallInteger = (value: Uint8Array): number => readSmallInteger(single(value, tags.integer));

const purposes = (value: Uint8Array): string[] => open(value).rest(tags.objectIdentifier).map(readOid);

const subjectKeyId = (value: Uint8Array): string => toHex(single(value, tags.octetString).content);

const authorityKeyId = (value: Uint8Array): string | undefined => {
  const id = open(value).optional(tags.contextPrimitive(0));
  return id === undefined ? undefined : toHex(id.content);
};
