import type { ErrorCode } from '@postern/contracts';

const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

export interface ReadCertificates {
  /** One PEM text each, without what stood around it. */
  readonly certificates: readonly string[];
  readonly problem: ErrorCode | null;
  /** The file is a PKCS #12 one; it opens with a password only, and holds a private key besides. */
  readonly pkcs12?: Uint8Array;
}

const nothing = (problem: ErrorCode): ReadCertificates => ({ certificates: [], problem });

/** Finds the certificates in a text. A private key among them refuses it all: it must not leave this page. */
export const certificatesInText = (text: string): ReadCertificates => {
  const blocks = [...text.matchAll(block)];
  if (/PRIVATE KEY/.test(text)) return nothing('provider.private_key_given');
  const certificates = blocks
    .filter(([, type]) => /^(X509 |TRUSTED )?CERTIFICATE$/.test(type ?? ''))
    .map(([pem]) => pem.trim());
  return certificates.length > 0 ? { certificates, problem: null } : nothing('certificate.malformed');
};

/** DER begins with a SEQUENCE of long length (ITU-T X.690 §8.1). */
const looksLikeDer = (bytes: Uint8Array): boolean => bytes[0] === 0x30 && ((bytes[1] ?? 0) & 0x80) !== 0;
/** A certificate's first part is a SEQUENCE again; a PKCS #12 file's is its version, an INTEGER (RFC 7292 §4). */
const looksLikePkcs12 = (bytes: Uint8Array): boolean => bytes[2 + ((bytes[1] ?? 0) & 0x7f)] === 0x02;

/** @param der bytes as characters, as `btoa` takes them */
export const toPem = (der: string): string => {
  const base64 = btoa(der);
  return `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----`;
};

export const toCharacters = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** Bytes; a certificate is seldom more than 4 kB. */
const largest = 512 * 1024;

/** Reads a .pem, .crt, .cer or .der file, whatever its name says. */
export const certificatesInFile = async (file: Blob): Promise<ReadCertificates> => {
  if (file.size > largest) return nothing('certificate.malformed');
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!looksLikeDer(bytes)) return certificatesInText(new TextDecoder().decode(bytes));
  return looksLikePkcs12(bytes)
    ? { ...nothing('provider.private_key_given'), pkcs12: bytes }
    : { certificates: [toPem(toCharacters(bytes))], problem: null };
};
