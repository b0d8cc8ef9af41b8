import type { Certificate } from '../certificate/certificate.js';
import { type DerElement, DerReader, open, tags } from '../der/der.js';
import { readBoolean, readNamedBits } from '../der/der-values.js';
import { encode } from '../der/der-writing.js';
import { toHex } from '../der/printable.js';
import { type Name, nameKey, parseName } from '../names/name.js';
import { malformed } from '../x509.error.js';

/** A DistributionPoint of a certificate (RFC 5280 §4.2.1.13). */
export interface DistributionPoint {
  /** Keys of the names under which its list is found; undefined without any. */
  readonly names: readonly string[] | undefined;
  /** Flags of the reasons that its list covers; undefined: all. */
  readonly reasons: number | undefined;
  /** Keys of the names of whoever issues its list, where that is not the certificate's issuer. */
  readonly issuers: readonly string[] | undefined;
}

/** Scope of a list by its IssuingDistributionPoint (RFC 5280 §5.2.5); without one, all certificates of its issuer. */
export interface ListScope {
  /** Equal for lists of the same scope. */
  readonly key: string;
  readonly names: readonly string[] | undefined;
  readonly onlyUserCertificates: boolean;
  readonly onlyAuthorityCertificates: boolean;
  readonly onlyAttributeCertificates: boolean;
  /** Flags of the reasons that it covers; undefined: all. */
  readonly reasons: number | undefined;
  readonly indirect: boolean;
}

export const completeScope: ListScope = {
  key: '',
  names: undefined,
  onlyUserCertificates: false,
  onlyAuthorityCertificates: false,
  onlyAttributeCertificates: false,
  reasons: undefined,
  indirect: false,
};

const distributionPoints = '2.5.29.31';
const parsed = new WeakMap<Certificate, readonly DistributionPoint[]>();

/** Where a certificate says that lists about it are found; throws `X509Error` (`malformed`). */
export const distributionPointsOf = (certificate: Certificate): readonly DistributionPoint[] => {
  const known = parsed.get(certificate);
  if (known !== undefined) return known;
  const extension = certificate.extensions.get(distributionPoints);
  const points = extension === undefined ? [] : parsePoints(extension.value, certificate.issuer);
  parsed.set(certificate, points);
  return points;
};

/** @param value content of the extension; throws `X509Error` (`malformed`) */
export const parsePoints = (value: Uint8Array, certificateIssuer: Name): readonly DistributionPoint[] =>
  open(value)
    .rest(tags.sequence)
    .map(({ content }) => parsePoint(new DerReader(content), certificateIssuer));

const parsePoint = (reader: DerReader, certificateIssuer: Name): DistributionPoint => {
  const name = reader.optional(tags.context(0));
  const reasons = reader.optional(tags.contextPrimitive(1));
  const issuer = reader.optional(tags.context(2));
  reader.finish();
  const issuerNames = issuer === undefined ? undefined : new DerReader(issuer.content).rest();
  const directory = issuerNames?.find(({ tag }) => tag === directoryName);
  const base = directory === undefined ? certificateIssuer : parseName(directory.content);
  const issuers = issuerNames?.map(generalNameKey);
  return {
    // RFC 5280 §6.3.3 b 2 i: without a name of its own, a point has that of its issuer.
    names: name === undefined ? issuers : pointNames(name, base),
    reasons: reasons === undefined ? undefined : readReasons(reasons),
    issuers,
  };
};

/** @param value content of the extension; throws `X509Error` (`malformed`) */
export const parseListScope = (value: Uint8Array, listIssuer: Name): ListScope => {
  const reader = open(value);
  const name = reader.optional(tags.context(0));
  const flag = (number: number): boolean => {
    const element = reader.optional(tags.contextPrimitive(number));
    return element !== undefined && readBoolean(element);
  };
  const onlyUserCertificates = flag(1);
  const onlyAuthorityCertificates = flag(2);
  const reasons = reader.optional(tags.contextPrimitive(3));
  const indirect = flag(4);
  const onlyAttributeCertificates = flag(5);
  reader.finish();
  return {
    key: toHex(value),
    names: name === undefined ? undefined : pointNames(name, listIssuer),
    onlyUserCertificates,
    onlyAuthorityCertificates,
    onlyAttributeCertificates,
    reasons: reasons === undefined ? undefined : readReasons(reasons),
    indirect,
  };
};

const readReasons = (element: DerElement): number =>
  readNamedBits(element, 9).reduce((flags, isSet, bit) => (isSet && bit > 0 ? flags | (1 << bit) : flags), 0);

/** DistributionPointName: full names, or one part below the name of the list's issuer. */
const pointNames = ({ content }: DerElement, issuer: Name): string[] => {
  const reader = new DerReader(content);
  const choice = reader.next();
  reader.finish();
  if (choice.tag === tags.context(0)) return new DerReader(choice.content).rest().map(generalNameKey);
  if (choice.tag !== tags.context(1)) throw malformed('name of a distribution point');
  const parts = open(issuer.der).rest(tags.set);
  const full = encode(tags.sequence, ...parts.map(({ encoded }) => encoded), encode(tags.set, choice.content));
  return [directoryKey(parseName(full))];
};

const directoryName = 0xa4;
const uniformResourceIdentifier = 0x86;

/** The key of a GeneralName that is a directory name. */
const directoryKey = (name: Name): string => `name:${nameKey(name)}`;

const generalNameKey = ({ tag, content, encoded }: DerElement): string => {
  if (tag === directoryName) return directoryKey(parseName(content));
  if (tag !== uniformResourceIdentifier) return `other:${toHex(encoded)}`;
  const address = Buffer.from(content).toString('latin1');
  // Scheme and host are the same in any letter case (RFC 5280 §7.4).
  return `uri:${URL.canParse(address) ? new URL(address).href : address}`;
};

/** Whether the key of a name is that of a URI. */
export const isAddress = (key: string): boolean => key.startsWith('uri:');

/** Name keys of the directory names among GeneralNames: those of a CertificateIssuer (RFC 5280 §5.3.3). */
export const directoryNameKeys = (generalNames: Uint8Array): string[] =>
  open(generalNames)
    .rest()
    .filter(({ tag }) => tag === directoryName)
    .map(({ content }) => nameKey(parseName(content)));
