import { createHmac } from 'node:crypto';
import type { NamedMethod } from '@postern/contracts';
import { certificateToPem } from '@postern/x509';

/** What is known of a certificate. Some is missing for proofs from before it was kept. */
export interface CertificateFacts {
  /** RFC 4514. */
  readonly subject?: string | undefined;
  /** RFC 4514. */
  readonly issuer: string;
  /** Upper-case hexadecimal. */
  readonly serialNumber: string;
  /** Of the DER, lower-case hexadecimal. */
  readonly sha256: string;
  /** ISO 8601. */
  readonly notAfter?: string | undefined;
}

/** What one claim is made of. */
export interface Told {
  readonly method: NamedMethod;
  /** Null for a certificate that was not linked, like the time. */
  readonly label: string | null;
  readonly linkedAt: Date | null;
  readonly certificate: CertificateFacts | null;
}

/** Values for one sector (OpenID Connect Core §8.1); undefined: the certificate's own. */
export interface PairwiseSector {
  readonly name: string;
  readonly secret: Buffer;
}

type Value = Readonly<Record<string, unknown>>;

/** A moment, to the second or finer, tells people apart; a day does not. */
const dayOf = (time: string): string => time.slice(0, 10);

/** HMAC-SHA-256 over sector and thumbprint, hexadecimal. */
const pairwiseId = (sha256: string, { name, secret }: PairwiseSector): string =>
  createHmac('sha256', secret).update(`certificate\n${name}\n${sha256}`).digest('hex');

/**
 * For one sector: nothing that another application could know the certificate or its holder by. A self-signed certificate has the name of its
 * holder as issuer; a label is the holder's name until they change it.
 */
const pairwiseValue = ({ method, linkedAt, certificate }: Told, sector: PairwiseSector): Value => ({
  method,
  ...(linkedAt !== null && { linkedAt: dayOf(linkedAt.toISOString()) }),
  ...(certificate !== null && {
    ...(certificate.subject !== undefined &&
      certificate.issuer !== certificate.subject && { issuer: certificate.issuer }),
    pairwiseId: pairwiseId(certificate.sha256, sector),
    ...(certificate.notAfter !== undefined && { notAfter: dayOf(certificate.notAfter) }),
  }),
});

const certificateValue = ({ subject, issuer, serialNumber, sha256, notAfter }: CertificateFacts): Value => ({
  ...(subject !== undefined && { subject }),
  issuer,
  serial: serialNumber,
  sha256,
  ...(notAfter !== undefined && { notAfter }),
});

/** One member of the claim `identifiers`. */
export const identifierValue = (told: Told, sector?: PairwiseSector): Value => {
  if (sector !== undefined) return pairwiseValue(told, sector);
  const { method, label, linkedAt, certificate } = told;
  return {
    method: { type: method.type, name: method.name },
    ...(label !== null && { label }),
    ...(linkedAt !== null && { linkedAt: linkedAt.toISOString() }),
    ...(certificate !== null && certificateValue(certificate)),
  };
};

/**
 * The claim `certificate`: with the thumbprint as RFC 8705 §3.1 writes it, and the certificate itself.
 *
 * @param der null: without it
 */
export const usedCertificateValue = (
  told: Told & { readonly certificate: CertificateFacts },
  der: Uint8Array | null,
  sector?: PairwiseSector,
): Value => ({
  ...identifierValue(told, sector),
  ...(sector === undefined && { 'x5t#S256': Buffer.from(told.certificate.sha256, 'hex').toString('base64url') }),
  ...(sector === undefined && der !== null && { pem: certificateToPem(der) }),
});

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The sector of an application: the host of its redirect URIs, if it is one host that belongs to somebody. Otherwise the application is
 * a sector of its own.
 */
export const sectorOf = (clientId: string, redirectUris: readonly string[] = []): string => {
  const hosts = new Set(
    redirectUris.map((uri) => (URL.canParse(uri) && /^https?:/.test(uri) ? new URL(uri).hostname : '')),
  );
  const [host = ''] = hosts;
  return hosts.size === 1 && host !== '' && !loopback.test(host) ? `host ${host}` : `client ${clientId}`;
};
