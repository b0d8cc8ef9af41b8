import { hash } from 'node:crypto';
import type { ProofTime } from '@postern/provider-kit';
import type { AdapterPayload } from 'oidc-provider';

/** Who signed in from where, kept with a session so that people recognise it. */
export interface SessionOrigin {
  readonly address: string | null;
  readonly userAgent: string | null;
  /** Absent from sessions that were opened before this was kept. */
  readonly methodId?: string | null;
  /** The identifier it happened with. */
  readonly identifierId: string | null;
  /** SHA-256 of the certificate it happened with, hexadecimal; absent for other ways to sign in. */
  readonly certificate?: string | null;
}

/** What a new session rests on: whose proof, by which method, and when. */
export interface Proof extends ProofTime {
  readonly methodId: string;
  readonly identifierId: string | null;
  /** The application that was signed in to: it must still offer the method. Absent from sign-ins that began before it was kept. */
  readonly clientId?: string;
}

/** One thing that the person of a session has proved. */
export interface SessionProof {
  /** Null for sessions from before this was kept. */
  readonly methodId: string | null;
  /** The identifier it happened with; null for the built-in password. */
  readonly identifierId: string | null;
  /** Level of this proof. */
  readonly acr: string;
  /** RFC 8176. */
  readonly amr: readonly string[];
  /** Seconds since 1970. */
  readonly at: number;
  readonly certificate: ProvedCertificate | null;
}

/** Which certificate proved it. */
export interface ProvedCertificate {
  /** Lower-case hexadecimal, of the whole DER. */
  readonly sha256: string;
  /** RFC 4514. */
  readonly issuer: string;
  /** Hexadecimal, as in summaries. */
  readonly serialNumber: string;
  /** RFC 4514. Absent from proofs that were given before it was kept, like the end of its validity. */
  readonly subject?: string;
  /** ISO 8601. */
  readonly notAfter?: string;
  /** OIDs of certificate policies; absent: none, or not kept. */
  readonly policies?: readonly string[];
}

/**
 * What must still stand when something of an account is stored: the proof of a sign-in that ends here or, without one, the session
 * or one of the codes and tokens that it comes from. Checked by the statement that stores it (`sign_in_stands`).
 */
export interface SignInGuard {
  readonly account: string;
  readonly proof: Proof | null;
  readonly session: string | null;
  /** Keys in hexadecimal. */
  readonly sources: readonly string[];
  /** The application that is entered: the person must not be blocked in it. */
  readonly client: string | null;
}

/** One of the engine's models as it lies in the database. */
export interface Artifact {
  readonly model: string;
  /** The engine's own id: for sessions, codes and tokens it is the secret itself, so only its hash is stored. */
  readonly id: string;
  readonly payload: AdapterPayload;
  readonly origin: SessionOrigin | null;
}

/** Primary key of an artifact: SHA-256, so that a copy of the table opens nothing. */
export const artifactKey = (model: string, id: string): Buffer => hash('sha256', `${model}:${id}`, 'buffer');
