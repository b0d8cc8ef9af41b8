import { createHash } from 'node:crypto';
import type { ErrorCode } from '@postern/contracts';
import {
  assertStrong,
  type Certificate,
  identityKey,
  jwkThumbprint,
  publicJwk,
  readCertificate as readOneCertificate,
  renderName,
  summarize,
  X509Error,
} from '@postern/x509';
import { type AssertionAlgorithm, algorithmsOfKey } from './assertion-algorithms.js';
import { type CredentialDraft, newCredential } from './credential-draft.js';
import { readField, refused } from './credential-refusal.js';

export interface CertificateOptions {
  readonly name?: string | null;
  readonly alg?: AssertionAlgorithm;
  readonly kid?: string;
}

const otherwise: ErrorCode = 'credential.not_a_certificate';

/** The one certificate in a pasted text; expired and weak ones are refused, one that is not valid yet is accepted. */
export const readCertificate = (pem: string, path: string, now: Date): Certificate =>
  readField(path, otherwise, () => checked(readOneCertificate(pem), now));

const checked = (certificate: Certificate, now: Date): Certificate => {
  if (now > certificate.notAfter) throw new X509Error('expired', `valid until ${certificate.notAfter.toISOString()}`);
  assertStrong(certificate);
  return certificate;
};

/** A certificate as a credential, identified by its thumbprints and its key. */
export const certificateCredential = (
  certificate: Certificate,
  { name = null, alg, kid }: CertificateOptions,
  path: (field: string) => string,
): CredentialDraft => {
  const { der, sha256, subject } = certificate;
  const jwk = readField(path('pem'), 'credential.invalid_key', () => publicJwk(certificate.publicKeyInfo));
  if (alg !== undefined && !algorithmsOfKey(jwk).includes(alg)) {
    throw refused('credential.invalid_key', path('alg'), 'does not fit the key of the certificate');
  }
  const credential = newCredential('x509_cert', sha256, {
    name,
    alg: alg ?? null,
    kid: kid ?? jwkThumbprint(jwk),
    subjectDn: renderName(subject) || null,
    subjectKey: identityKey(subject),
    sha1: createHash('sha1').update(der).digest(),
    sha256: Buffer.from(sha256, 'hex'),
    publicJwk: jwk,
    startsAt: certificate.notBefore,
    expiresAt: certificate.notAfter,
  });
  return { credential, certificate: { der, summary: summarize(certificate) } };
};
