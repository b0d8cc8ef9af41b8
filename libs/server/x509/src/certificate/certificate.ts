import { type Algorithm, parseAlgorithm } from './algorithm.js';
import { DerReader, open, tags } from '../der/der.js';
import { readBitString, readInteger, readSmallInteger, readTime } from '../der/der-values.js';
import { type Extension, type KnownExtensions, parseExtensions, readKnownExtensions } from './extensions.js';
import { type Name, parseName } from '../names/name.js';
import { publicKeyStrength, type PublicKeyStrength } from './public-key.js';
import { sha256 } from './thumbprint.js';
import { malformed } from '../x509.error.js';

/** Maximum bytes of a certificate; real ones are smaller. */
export const largestCertificate = 16_384;

/** A completely parsed X.509 certificate. */
export interface Certificate extends KnownExtensions {
  readonly der: Uint8Array;
  /** SHA-256 of the DER, lower-case hexadecimal. */
  readonly sha256: string;
  /** Content of the INTEGER, big-endian two's complement. */
  readonly serialNumber: Uint8Array;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** DER of SubjectPublicKeyInfo. */
  readonly publicKeyInfo: Uint8Array;
  readonly key: PublicKeyStrength;
  readonly signatureAlgorithm: Algorithm;
  readonly signature: Uint8Array;
  /** The signed bytes (TBSCertificate). */
  readonly signedPart: Uint8Array;
  readonly extensions: ReadonlyMap<string, Extension>;
}

/** Parses a certificate (RFC 5280 §4.1) from strict DER; throws `X509Error` (`malformed`) for everything else. */
export const parseCertificate = (data: Uint8Array): Certificate => {
  if (data.length > largestCertificate) throw malformed(`${data.length} bytes are more than ${largestCertificate}`);
  // Not slice(), which shares memory where the data is a Buffer.
  const der = new Uint8Array(data);
  const outer = open(der);
  const signedPart = outer.next(tags.sequence);
  const signatureAlgorithm = parseAlgorithm(outer.next(tags.sequence));
  const signature = readBitString(outer.next());
  outer.finish();

  const reader = new DerReader(signedPart.content);
  const version = parseVersion(reader.optional(tags.context(0))?.content);
  const serialNumber = readInteger(reader.next());
  const innerAlgorithm = reader.next(tags.sequence).encoded;
  const issuer = parseName(reader.next(tags.sequence).encoded);
  const validity = new DerReader(reader.next(tags.sequence).content);
  const [notBefore, notAfter] = [readTime(validity.next()), readTime(validity.next())];
  validity.finish();
  const subject = parseName(reader.next(tags.sequence).encoded);
  const publicKeyInfo = reader.next(tags.sequence).encoded;
  reader.optional(tags.contextPrimitive(1));
  reader.optional(tags.contextPrimitive(2));
  const extensionList = reader.optional(tags.context(3));
  reader.finish();

  // RFC 5280 §4.1.1.2: the signed copy and the outer one must be the same.
  if (Buffer.compare(innerAlgorithm, signatureAlgorithm.der) !== 0)
    throw malformed('two different signature algorithms');
  if (extensionList !== undefined && version !== 3) throw malformed('extensions in a certificate before version 3');
  const extensions =
    extensionList === undefined ? new Map<string, Extension>() : parseExtensions(extensionList.content);
  return {
    der,
    sha256: sha256(der),
    serialNumber,
    issuer,
    subject,
    notBefore,
    notAfter,
    publicKeyInfo,
    key: publicKeyStrength(publicKeyInfo),
    signatureAlgorithm,
    signature,
    signedPart: signedPart.encoded,
    extensions,
    ...readKnownExtensions(extensions),
  };
};

const parseVersion = (explicit: Uint8Array | undefined): number => {
  if (explicit === undefined) return 1;
  const reader = new DerReader(explicit);
  const version = readSmallInteger(reader.next()) + 1;
  reader.finish();
  if (version > 3) throw malformed(`version ${version}`);
  return version;
};
