import type { ErrorCode } from '@postern/contracts';
import { looksLikeKeyFile, looksLikePkcs12 } from '@postern/key-files';
import { toBase64, toBytes, toCharacters } from './characters';

/**
 * Pasted, dropped or chosen input: either for the server, which parses every kind of certificate, or for the browser
 * alone.
 */
export interface GivenCertificates {
  /** Body of `POST /certificates/read`; undefined for input that must not leave the browser. */
  readonly body?: { readonly certificate: string } | { readonly file: string };
  readonly problem: ErrorCode | null;
  /** A .p12 file; it needs a password and contains a private key. */
  readonly pkcs12?: Uint8Array;
}

/** Bytes; the same limit as on the server. */
const largest = 1024 * 1024;
const privateKey: GivenCertificates = { problem: 'certificate.private_key_given' };
const base64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/** Binary data: .p12 files and private keys stay in the browser. */
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

/** Text in any encoding: UTF-16 is recognized by its zero bytes between the letters. */
const keyInText = (text: string): GivenCertificates | undefined => {
  const plain = text.replaceAll('\0', '');
  return /PRIVATE KEY/i.test(plain) ? privateKey : ofBytes(bytesOfBase64(plain));
};

export const givenText = (text: string): GivenCertificates =>
  keyInText(text) ??
  (text.length > largest ? { problem: 'certificate.malformed' } : { body: { certificate: text }, problem: null });

/** Decides by content, not by file name. */
export const givenFile = async (file: Blob): Promise<GivenCertificates> => {
  if (file.size > largest || file.size === 0) return { problem: 'certificate.malformed' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return ofBytes(bytes) ?? keyInText(toCharacters(bytes)) ?? { body: { file: toBase64(bytes) }, problem: null };
};

/** Stored certificates, one PEM each. */
export const storedCertificates = (pem: string): string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
