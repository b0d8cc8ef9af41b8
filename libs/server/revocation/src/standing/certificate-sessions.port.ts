import type { EntityManager } from 'typeorm';

export interface EndedByCertificate {
  /** Accounts of the ended sessions, one per session. */
  readonly accounts: readonly string[];
  /** How many tokens were bound to one of the certificates. */
  readonly tokens: number;
  /** Notifies the applications. Call it after the transaction; returns at once. */
  announce(): void;
}

/** Sessions and tokens that came from certificates; the engine stores them. */
export abstract class CertificateSessions {
  /**
   * Ends the sessions that came through certificates, with their tokens, and the tokens that are bound to them. @param thumbprints SHA-256
   */
  abstract end(manager: EntityManager, thumbprints: readonly Buffer[]): Promise<EndedByCertificate>;
}
