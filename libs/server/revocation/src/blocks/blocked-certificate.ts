import type { CertificateBlockInput } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import {
  nameKey,
  parseNameText,
  readCertificate,
  readHexadecimal,
  readSerialNumber,
  renderName,
  summarize,
  X509Error,
} from '@postern/x509';

/** The certificate that a block names. */
export interface BlockedCertificate {
  /** SHA-256. */
  readonly sha256: Buffer | null;
  readonly issuerKey: string | null;
  /** Content of the INTEGER. */
  readonly serial: Buffer | null;
  /** RFC 4514 text. */
  readonly issuer: string | null;
  readonly name: string | null;
}

const invalid = (path: string, message: string): InvalidError =>
  new InvalidError('request.invalid', message, [{ path, message }]);

/** Throws InvalidError (`request.invalid`) unless exactly one certificate is named, in one way. */
export const readBlocked = (input: CertificateBlockInput): BlockedCertificate => {
  const { certificate, sha256, issuer, serialNumber } = input;
  const hasNames = issuer !== undefined || serialNumber !== undefined;
  if ([certificate !== undefined, sha256 !== undefined, hasNames].filter(Boolean).length !== 1)
    throw invalid('certificate', 'give the certificate, its SHA-256, or its issuer and serial number');
  if (certificate !== undefined) return fromCertificate(certificate);
  if (sha256 !== undefined) return { ...nothing, sha256: readThumbprint(sha256) };
  if (issuer === undefined) throw invalid('issuer', 'must be given with a serial number');
  if (serialNumber === undefined) throw invalid('serialNumber', 'must be given with an issuer');
  return fromNames(issuer, serialNumber);
};

const nothing: BlockedCertificate = { sha256: null, issuerKey: null, serial: null, issuer: null, name: null };

const fromCertificate = (text: string): BlockedCertificate => {
  try {
    const certificate = readCertificate(text);
    const { name, issuer } = summarize(certificate);
    return { ...nothing, sha256: Buffer.from(certificate.sha256, 'hex'), issuer, name };
  } catch (error) {
    if (error instanceof X509Error) throw invalid('certificate', `must be one certificate: ${error.detail}`);
    throw error;
  }
};

const readThumbprint = (text: string): Buffer => {
  const digits = readHexadecimal(text);
  if (digits?.length !== 64) throw invalid('sha256', 'must be 64 hexadecimal digits');
  return Buffer.from(digits, 'hex');
};

const fromNames = (issuerText: string, serialText: string): BlockedCertificate => {
  const digits = readSerialNumber(serialText);
  if (digits === undefined || digits.startsWith('-')) throw invalid('serialNumber', 'must be a hexadecimal number');
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  // The INTEGER of a positive number never begins with a set bit (X.690 §8.3).
  const serial = Buffer.from(Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even, 'hex');
  try {
    const issuer = parseNameText(issuerText);
    return { ...nothing, issuerKey: nameKey(issuer), issuer: renderName(issuer), serial };
  } catch (error) {
    if (error instanceof X509Error) throw invalid('issuer', `must be a distinguished name: ${error.detail}`);
    throw error;
  }
};
