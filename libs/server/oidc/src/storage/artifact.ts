import { hash } from 'node:crypto';
import type { AdapterPayload } from 'oidc-provider';

/** Who signed in from where, kept with a session so that people recognise it. */
export interface SessionOrigin {
  readonly address: string | null;
  readonly userAgent: string | null;
  /** Name of the sign-in method. */
  readonly method: string | null;
  /** The external identity it happened with. */
  readonly identityId: string | null;
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
