import type { CertificateSummary } from './certificate.js';
import type { ErrorCode } from './error-codes.js';

/** Source of a CA's revocations. */
export const revocationSourceKinds = ['file', 'uploaded', 'address', 'ocsp', 'none'] as const;
export type RevocationSourceKind = (typeof revocationSourceKinds)[number];

/** Why a list or an answer is not used. */
export const revocationErrorCodes = [
  'revocation.fetch_failed',
  'revocation.signature',
  'revocation.too_large',
  'revocation.list_unusable',
] as const;
export type RevocationErrorCode = (typeof revocationErrorCodes)[number];

/** `PATCH /api/v2/revocation/authorities/{id}`; absent fields do not change. */
export interface RevocationSettings {
  readonly source: RevocationSourceKind;
  /** Of the list or of the OCSP responder; http or https. */
  readonly address: string | null;
  /** URL of a delta list, in addition to `address`. */
  readonly deltaAddress: string | null;
  /** Whether the addresses may be private ones. */
  readonly insideNetwork: boolean;
  /**
   * PEM of the certificate that the OCSP responder signs with; null: the CA, or a certificate that it issued for this (RFC 6960 §4.2.2.2).
   */
  readonly responder: string | null;
  /** Hours that a list is used after it expired, 0 to 168. */
  readonly graceHours: number;
  /** Whether certificates are accepted that the responder gives no answer about. */
  readonly acceptsSilence: boolean;
  readonly sendsNonce: boolean;
  /** Whether sessions end when the certificate that opened them is revoked. */
  readonly recheckSessions: boolean;
}

export interface RevocationListState {
  readonly entries: number;
  /** ISO 8601. */
  readonly issuedAt: string;
  readonly nextUpdate: string;
  /** The address, or the name of the file or upload. */
  readonly origin: string;
}

/**
 * - `unchecked`: certificates of this CA are not checked: there is no list, or checks are off
 * - `current`: a list is in force, or the responder answers
 * - `grace`: the list has expired and is still used
 * - `stale`: there is no valid list, so all certificates are refused
 * - `silent`: the responder gave no answer lately
 */
export const revocationStates = ['unchecked', 'current', 'grace', 'stale', 'silent'] as const;
export type RevocationState = (typeof revocationStates)[number];

/** A CA, as `GET /api/v2/revocation/authorities` lists it. */
export interface RevocationAuthority {
  /** 64 hexadecimal digits: of its name and key, so that all of its certificates have the same. */
  readonly id: string;
  readonly certificate: CertificateSummary;
  /** Who trusts it. */
  readonly usedBy: readonly RevocationAuthorityUse[];
  readonly settings: RevocationSettings;
  readonly state: RevocationState;
  readonly list: RevocationListState | null;
  readonly deltaList: RevocationListState | null;
  /** Stored OCSP answers, and how many of them have expired. */
  readonly answers: { readonly kept: number; readonly missing: number } | null;
  /** When the list was fetched or uploaded, or found unchanged; ISO 8601. */
  readonly fetchedAt: string | null;
  readonly nextFetchAt: string | null;
  /** Why the last attempt failed. */
  readonly failure: { readonly code: ErrorCode; readonly detail: string; readonly at: string } | null;
  /** URLs in certificates of this CA; nothing is fetched from them until one is chosen. */
  readonly proposals: {
    readonly lists: readonly string[];
    readonly deltas: readonly string[];
    readonly responders: readonly string[];
  };
}

export interface RevocationAuthorityUse {
  readonly trustedFor: 'people' | 'applications' | 'gateway';
  /** The sign-in method, for people. */
  readonly methodId: string | null;
}

/** A certificate that is refused here whatever its CA says: `/api/v2/revocation/blocks`. */
export interface CertificateBlockRecord {
  readonly id: string;
  /** SHA-256 of the DER, lower-case hexadecimal; null where issuer and serial number name it. */
  readonly sha256: string | null;
  /** RFC 4514 text. */
  readonly issuer: string | null;
  /** Upper-case hexadecimal. */
  readonly serialNumber: string | null;
  readonly name: string | null;
  readonly reason: string;
  /** ISO 8601; null: without an end. */
  readonly until: string | null;
  readonly createdAt: string;
  readonly createdBy: { readonly id: string; readonly name: string } | null;
}

/** `POST /api/v2/revocation/blocks`: the certificate, or its SHA-256, or its issuer with its serial number. */
export interface CertificateBlockInput {
  readonly certificate?: string;
  readonly sha256?: string;
  readonly issuer?: string;
  readonly serialNumber?: string;
  readonly reason: string;
  readonly until?: string | null;
}

/** The revocation state of one certificate. */
export interface CertificateStandingRecord {
  readonly standing: 'good' | 'revoked' | 'blocked' | 'unknown' | 'unchecked';
  /** CRLReason for `revoked`, the administrator's words for `blocked`, the cause for `unknown`. */
  readonly reason: string | null;
  /** Since when; ISO 8601. */
  readonly since: string | null;
}
