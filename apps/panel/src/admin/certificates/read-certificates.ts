import type { ErrorCode } from '@postern/contracts';
import { looksLikeKeyFile, looksLikePkcs12 } from '@postern/key-files';
import { toBase64, toBytes, toCharacters } from './characters';

/** What was pasted, dropped or chosen: for the server, which reads every kind of certificate, or for this page alone. */
export interface GivenCertificates {
  /** Body of `POST /certificates/read`; undefined for what must not leave this page. */
  readonly body?: { readonly certificate: string } | { readonly file: string };
  readonly problem: ErrorCode | null;
  /** A .p12; it opens with a password only, and holds a private key besides. */
  readonly pkcs12?: Uint8Array;
}

/** Bytes; as the server has it. */
const largest = 1024 * 1024;
const privateKey: GivenCertificates = { problem: 'certificate.private_key_given' };
const base64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/** Binary data: a .p12 and a private key stay on this page. */
const ofBytes = (bytes: Uint8Array): GivenCertificates | undefined => {
  if (looksLikePkcs12(bytes)) return { ...privateKey, pkcs12: bytes };
  return looksLikeKeyFile(bytes) ? privateKey : undefined;
};

const bytesOfBase64 = (text: string): Uint8Array => {
  try {
    return base64.test(text) ? toBytes(atob(text.replaceAll(/\s/g, ''))) : new Uint8Array();
  } catch {
    return new Uint8Array();
  }
};

/** A text in any encoding: UTF-16 is one of letters with zeros between them. */
const keyInText = (text: string): GivenCertificates | undefined => {
  const plain = text.replaceAll('\0', '');
  return /PRIVATE KEY/i.test(plain) ? privateKey : ofBytes(bytesOfBase64(plain));
};

export const givenText = (text: string): GivenCertificates =>
  keyInText(text) ??
  (text.length > largest ? { problem: 'certificate.malformed' } : { body: { certificate: text }, problem: null });

/** Whatever the name of the file says. */
export const givenFile = async (file: Blob): Promise<GivenCertificates> => {
  if (file.size > largest || file.size === 0) return { problem: 'certificate.malformed' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return ofBytes(bytes) ?? keyInText(toCharacters(bytes)) ?? { body: { file: toBase64(bytes) }, problem: null };
};

/** Certificates that are stored already, one PEM each. */
export const storedCertificates = (pem: string): string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
