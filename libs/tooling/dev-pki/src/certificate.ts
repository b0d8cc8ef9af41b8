import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { toBytes, toPem } from './bytes.js';
import { generateKeys, signingAlgorithm, signingKey, type KeyAlgorithm, type SignatureHash } from './keys.js';

/** A certificate together with the key that belongs to it. */
export interface Issued {
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly der: Uint8Array<ArrayBuffer>;
  readonly pem: string;
  /** PKCS #8. */
  readonly privateKeyPem: string;
  /** Certificates of the authorities above it, nearest first, without the root. */
  readonly chain: readonly x509.X509Certificate[];
}

/** Extended key usages (RFC 5280 §4.2.1.12) by name, or any other by OID. */
export type Purpose = 'clientAuth' | 'serverAuth' | 'emailProtection' | 'any' | `${number}.${string}`;

/** `dns` and `email` as text, `ip` as written, `uri` complete, `upn` as in Microsoft's otherName. */
export interface AlternativeName {
  readonly type: 'dns' | 'email' | 'ip' | 'url' | 'upn';
  readonly value: string;
}

export interface CertificateOptions {
  /** RFC 4514 text (`CN=Ada, O=Example`), or structured for what text cannot carry. */
  readonly subject: string | x509.JsonNameParams;
  readonly subjectAlternativeNames?: readonly AlternativeName[];
  /** `ec-p256` unless told. */
  readonly keyAlgorithm?: KeyAlgorithm;
  /** Use these keys instead of new ones, for example to renew. */
  readonly keys?: webcrypto.CryptoKeyPair;
  /** One hour ago unless told. */
  readonly notBefore?: Date;
  /** A year from now unless told. */
  readonly notAfter?: Date;
  /** `['clientAuth']` unless told; an empty list leaves the extension out. */
  readonly purposes?: readonly Purpose[];
  /** A CA certificate: `cA` and `keyCertSign` set, no purposes unless told. */
  readonly isAuthority?: boolean;
  /** How many authorities may follow below; only for a CA. */
  readonly pathLength?: number;
  /** `digitalSignature` for end-entity certificates, `keyCertSign` and `cRLSign` for a CA; null leaves the extension out. */
  readonly keyUsages?: x509.KeyUsageFlags | null;
  /** Hexadecimal; random unless told. */
  readonly serialNumber?: string;
  /** `SHA-256` unless told. */
  readonly signatureHash?: SignatureHash;
  /** Any further extensions. */
  readonly extensions?: readonly x509.Extension[];
}

const hour = 3_600_000;
const purposeOids: Readonly<Record<string, string>> = {
  clientAuth: '1.3.6.1.5.5.7.3.2',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  any: '2.5.29.37.0',
};
const usages = x509.KeyUsageFlags;

/** Issues a certificate signed by `authority`. */
export const issueCertificate = (authority: Issued, options: CertificateOptions): Promise<Issued> =>
  create(options, authority);

/** Issues a certificate signed by its own key. */
export const issueSelfSigned = (options: CertificateOptions): Promise<Issued> => create(options, undefined);

const create = async (options: CertificateOptions, authority: Issued | undefined): Promise<Issued> => {
  const keys = options.keys ?? (await generateKeys(options.keyAlgorithm ?? 'ec-p256'));
  const hash = options.signatureHash ?? 'SHA-256';
  const signer = authority?.keys ?? keys;
  const subject = new x509.Name(options.subject);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: options.serialNumber ?? randomSerialNumber(),
      subject,
      issuer: authority?.certificate.subjectName ?? subject,
      notBefore: options.notBefore ?? new Date(Date.now() - hour),
      notAfter: options.notAfter ?? new Date(Date.now() + 365 * 24 * hour),
      publicKey: keys.publicKey,
      signingKey: await signingKey(signer.privateKey, hash),
      signingAlgorithm: signingAlgorithm(signer.privateKey, hash),
      extensions: await extensionsOf(options, keys.publicKey, signer.publicKey),
    },
    webcrypto,
  );
  const der = toBytes(certificate.rawData);
  return {
    certificate,
    keys,
    der,
    pem: toPem('CERTIFICATE', der),
    privateKeyPem: toPem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)),
    chain: authority === undefined || isRoot(authority) ? [] : [authority.certificate, ...authority.chain],
  };
};

const extensionsOf = async (
  options: CertificateOptions,
  subjectKey: webcrypto.CryptoKey,
  issuerKey: webcrypto.CryptoKey,
) => {
  const { isAuthority = false, subjectAlternativeNames = [] } = options;
  const purposes = options.purposes ?? (isAuthority ? [] : (['clientAuth'] as const));
  const defaultUsages = isAuthority ? usages.keyCertSign | usages.cRLSign : usages.digitalSignature;
  const keyUsages = options.keyUsages === undefined ? defaultUsages : options.keyUsages;
  return [
    new x509.BasicConstraintsExtension(isAuthority, isAuthority ? options.pathLength : undefined, true),
    ...(keyUsages === null ? [] : [new x509.KeyUsagesExtension(keyUsages, true)]),
    ...(purposes.length === 0
      ? []
      : [new x509.ExtendedKeyUsageExtension(purposes.map((name) => purposeOids[name] ?? name))]),
    ...(subjectAlternativeNames.length === 0
      ? []
      : [new x509.SubjectAlternativeNameExtension(subjectAlternativeNames.map((name) => ({ ...name })))]),
    await x509.SubjectKeyIdentifierExtension.create(subjectKey, false, webcrypto),
    await x509.AuthorityKeyIdentifierExtension.create(issuerKey, false, webcrypto),
    ...(options.extensions ?? []),
  ];
};

const isRoot = ({ certificate }: Issued): boolean => certificate.subject === certificate.issuer;

/** 16 random bytes, positive and without leading zeros (RFC 5280 §4.1.2.2). */
const randomSerialNumber = (): string => {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return Buffer.from(bytes).toString('hex');
};
