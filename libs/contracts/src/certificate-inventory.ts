import type { CertificateSummary } from './certificate.js';
import type { RenewalGuide } from './renewal.js';
import type { CertificateJudgement } from './certificate-judgement.js';
import type { CertificateStandingRecord } from './revocation.js';

/**
 * What a certificate is kept for.
 *
 * - `person`: a person signs in with it
 * - `application`: an application authenticates with it
 * - `caller`: the gateway accepts calls that present it
 * - `gateway`: the gateway presents it to upstreams
 * - the others: certificates below it are trusted, by a sign-in method, for applications, or for callers
 */
export const certificateUses = [
  'person',
  'application',
  'caller',
  'gateway',
  'sign_in_trust_anchor',
  'application_trust_anchor',
  'caller_trust_anchor',
] as const;
export type CertificateUse = (typeof certificateUses)[number];

/** A place where a certificate is used. */
export interface CertificatePlace {
  readonly use: CertificateUse;
  /** The person, the application or the caller; the gateway's certificate; the method or the trust anchor. */
  readonly holder: { readonly id: string; readonly name: string };
  /** The sign-in method of a person, the credential of an application, or the upstream that the gateway's certificate is presented to. */
  readonly within: { readonly id: string; readonly name: string } | null;
  /** ISO 8601; null: never, or this use keeps no time (trust anchors, the gateway's own certificates). */
  readonly lastUsedAt: string | null;
}

/** `GET /api/v2/certificates`: one row for each certificate, whatever it is used for. */
export interface KnownCertificate {
  readonly id: string;
  readonly certificate: CertificateSummary;
  /** At most 20; `GET /api/v2/certificates/{id}` has more. */
  readonly usedFor: readonly CertificatePlace[];
  /** The latest of all uses; ISO 8601. */
  readonly lastUsedAt: string | null;
  readonly revocation: CertificateStandingRecord;
  /** When it was first stored here. */
  readonly createdAt: string;
}

/** `GET /api/v2/certificates/{id}` */
export interface KnownCertificateDetail extends KnownCertificate {
  readonly pem: string;
  /** Of the DER, lower-case hexadecimal. */
  readonly thumbprints: { readonly sha1: string; readonly sha256: string };
  /** How people renew certificates of this CA; null: no guide, or not a CA of a sign-in method. */
  readonly renewal: RenewalGuide | null;
  /** Null for a certificate that only an earlier, less strict version could read. */
  readonly judgement: CertificateJudgement | null;
}

export const certificateSortings = ['notAfter', '-notAfter'] as const;
export type CertificateSorting = (typeof certificateSortings)[number];

/** Query of `GET /api/v2/certificates`, `…/export` and `…/timeline`: all given filters must match. */
export interface CertificateFilter {
  /** Days: valid certificates that expire within them. */
  readonly expiringWithin?: number;
  /** With `expiringWithin`: expired ones as well. */
  readonly expired?: boolean;
  /** Those of people, applications and callers that were never used. */
  readonly neverUsed?: boolean;
  /** Id of a CA certificate: certificates that it issued, directly or through other trusted CAs. */
  readonly issuer?: string;
  readonly use?: CertificateUse;
  /** Part of the name, the subject, another name or the holder's name; a serial number or the beginning of a thumbprint. */
  readonly search?: string;
}

/** `GET /api/v2/certificates/timeline`: how many certificates end, by week (from Monday) or by month, UTC. */
export interface CertificateTimeline {
  readonly expired: number;
  /** Consecutive, including empty periods. */
  readonly periods: readonly {
    /** First day, ISO 8601. */
    readonly from: string;
    readonly count: number;
  }[];
  /** Certificates that expire after the last period. */
  readonly later: number;
}
