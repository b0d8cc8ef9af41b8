import 'reflect-metadata';
import { createHash, KeyObject, sign, type webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { Authority } from './authority.js';
import { toBytes, toPem } from './bytes.js';
import { der, extension, integer, namedBits, oid, sequence, time } from './der-writer.js';

/** CRLReason (RFC 5280 §5.3.1) by its number. */
export type RevocationReason = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 8 | 9 | 10;

export interface RevokedCertificate {
  /** Hexadecimal. */
  readonly serialNumber: string;
  readonly reason?: RevocationReason;
  /** That of the list unless told. */
  readonly date?: Date;
  /** RFC 4514 text: whose certificate it is, in an indirect list. */
  readonly issuer?: string;
  /** An OID: a critical extension that nobody knows. */
  readonly criticalExtension?: string;
}

/** IssuingDistributionPoint (RFC 5280 §5.2.5). */
export interface ListScope {
  /** URIs. */
  readonly addresses?: readonly string[];
  /** RFC 4514 text. */
  readonly directoryName?: string;
  readonly onlyUserCertificates?: boolean;
  readonly onlyAuthorityCertificates?: boolean;
  readonly onlyAttributeCertificates?: boolean;
  /** Bits of ReasonFlags. */
  readonly onlyReasons?: readonly number[];
  readonly indirect?: boolean;
}

export interface RevocationListOptions {
  /** Hexadecimal serial numbers. */
  readonly revokedSerials?: readonly string[];
  /** The same with what else a list says of them. */
  readonly revoked?: readonly RevokedCertificate[];
  /** Content of `revokedCertificates` in DER, in place of both: for lists of many. */
  readonly entries?: Uint8Array;
  /** An hour ago unless told, so that it is in force whatever the other clock says. */
  readonly thisUpdate?: Date;
  /** 30 days from now unless told; null leaves it out. */
  readonly nextUpdate?: Date | null;
  /** CRLNumber, 1 unless told. */
  readonly number?: number;
  /** Makes a delta list to the base of this number. */
  readonly baseNumber?: number;
  readonly scope?: ListScope;
  /** Whether scope and delta indicator are critical, as they must be; yes unless told. */
  readonly critical?: boolean;
  /** RFC 4514 text: the name in the list, where it is not the signer's own. */
  readonly issuer?: string;
  /** OIDs: critical extensions that nobody knows. */
  readonly criticalExtensions?: readonly string[];
}

export interface RevocationList {
  readonly der: Uint8Array<ArrayBuffer>;
  readonly pem: string;
}

const hour = 3_600_000;
const month = 30 * 86_400_000;

/** Issues a certificate revocation list (RFC 5280 §5), signed by the key of `authority`. */
export const createCrl = async (authority: Authority, options: RevocationListOptions = {}): Promise<RevocationList> => {
  const { thisUpdate = new Date(Date.now() - hour), nextUpdate = new Date(Date.now() + month) } = options;
  const key = authority.keys.privateKey;
  const algorithm = algorithmOf(key);
  const name = options.issuer === undefined ? authority.certificate.subjectName : new x509.Name(options.issuer);
  const entries = options.entries ?? entriesOf(options, thisUpdate);
  const signedPart = sequence(
    integer(1),
    algorithm,
    Buffer.from(name.toArrayBuffer()),
    time(thisUpdate),
    nextUpdate === null ? Buffer.alloc(0) : time(nextUpdate),
    entries.length === 0 ? Buffer.alloc(0) : sequence(entries),
    der(0xa0, sequence(...extensionsOf(options, await keyIdOf(authority)))),
  );
  const signature = sign(key.algorithm.name === 'Ed25519' ? null : 'sha256', signedPart, KeyObject.from(key));
  const list = toBytes(sequence(signedPart, algorithm, der(0x03, Buffer.from([0]), signature)));
  return { der: list, pem: toPem('X509 CRL', list) };
};

const algorithmOf = ({ algorithm }: webcrypto.CryptoKey): Buffer => {
  switch (algorithm.name) {
    case 'ECDSA':
      return sequence(oid('1.2.840.10045.4.3.2'));
    case 'Ed25519':
      return sequence(oid('1.3.101.112'));
    default:
      return sequence(oid('1.2.840.113549.1.1.11'), der(0x05));
  }
};

const keyIdOf = async ({ certificate, keys }: Authority): Promise<Uint8Array> => {
  const extension = certificate.getExtension(x509.SubjectKeyIdentifierExtension);
  if (extension !== null) return Buffer.from(extension.keyId, 'hex');
  return createHash('sha1')
    .update(KeyObject.from(keys.publicKey).export({ format: 'der', type: 'spki' }))
    .digest();
};

const extensionsOf = (options: RevocationListOptions, keyId: Uint8Array): Buffer[] => {
  const { number = 1, baseNumber, scope, critical = true, criticalExtensions = [] } = options;
  return [
    extension('2.5.29.35', false, sequence(der(0x80, keyId))),
    extension('2.5.29.20', false, integer(number)),
    ...(baseNumber === undefined ? [] : [extension('2.5.29.27', critical, integer(baseNumber))]),
    ...(scope === undefined ? [] : [extension('2.5.29.28', critical, scopeValue(scope))]),
    ...criticalExtensions.map((id) => extension(id, true, der(0x05))),
  ];
};

const scopeValue = (scope: ListScope): Buffer => {
  const flag = (number: number, isSet = false) => (isSet ? [der(0x80 | number, Buffer.from([0xff]))] : []);
  const names = [
    ...(scope.addresses ?? []).map((address) => der(0x86, Buffer.from(address))),
    ...(scope.directoryName === undefined ? [] : [directoryName(scope.directoryName)]),
  ];
  return sequence(
    ...(names.length === 0 ? [] : [der(0xa0, der(0xa0, ...names))]),
    ...flag(1, scope.onlyUserCertificates),
    ...flag(2, scope.onlyAuthorityCertificates),
    ...(scope.onlyReasons === undefined ? [] : [namedBits(0x83, scope.onlyReasons)]),
    ...flag(4, scope.indirect),
    ...flag(5, scope.onlyAttributeCertificates),
  );
};

/** CRLDistributionPoints (RFC 5280 §4.2.1.13) for a certificate: one point with these names, and who issues its list. */
export const distributionPoints = (names: {
  readonly addresses?: readonly string[];
  readonly directoryName?: string;
  readonly issuer?: string;
}): x509.Extension => {
  const { addresses = [], directoryName: directory, issuer } = names;
  const full = [
    ...addresses.map((address) => der(0x86, Buffer.from(address))),
    ...(directory === undefined ? [] : [directoryName(directory)]),
  ];
  const point = sequence(
    full.length === 0 ? Buffer.alloc(0) : der(0xa0, der(0xa0, ...full)),
    issuer === undefined ? Buffer.alloc(0) : der(0xa2, directoryName(issuer)),
  );
  return new x509.Extension('2.5.29.31', false, sequence(point));
};

const directoryName = (text: string): Buffer => der(0xa4, Buffer.from(new x509.Name(text).toArrayBuffer()));

const entriesOf = ({ revokedSerials = [], revoked = [] }: RevocationListOptions, thisUpdate: Date): Buffer =>
  Buffer.concat(
    [...revokedSerials.map((serialNumber): RevokedCertificate => ({ serialNumber })), ...revoked].map((entry) => {
      const extensions = entryExtensions(entry);
      return sequence(
        integer(BigInt(`0x${entry.serialNumber}`)),
        time(entry.date ?? thisUpdate),
        extensions.length === 0 ? Buffer.alloc(0) : sequence(...extensions),
      );
    }),
  );

const entryExtensions = ({ reason, issuer, criticalExtension }: RevokedCertificate): Buffer[] => [
  ...(reason === undefined ? [] : [extension('2.5.29.21', false, der(0x0a, Buffer.from([reason])))]),
  ...(issuer === undefined ? [] : [extension('2.5.29.29', true, sequence(directoryName(issuer)))]),
  ...(criticalExtension === undefined ? [] : [extension(criticalExtension, true, der(0x05))]),
];
