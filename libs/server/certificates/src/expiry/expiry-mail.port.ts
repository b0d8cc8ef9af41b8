import type { CertificateUse, ExpiryWarningDays } from '@postern/contracts';
import type { EntityManager } from 'typeorm';

/** A warning that is given now, and never again. */
export interface ExpiryWarning {
  readonly use: CertificateUse;
  /** Id of the certificate, or of an application's credential. */
  readonly subject: string;
  /** The person who signs in with it; null if it is not a person's. */
  readonly accountId: string | null;
  readonly endsAt: Date;
  /** Threshold of the warning: at most this many days are left. */
  readonly days: ExpiryWarningDays;
}

/**
 * Port: sends mail about expiring certificates. Both methods run inside the transaction that claims the warnings: mail has to be
 * stored in it (`transaction`) and sent later. If they throw, nothing is claimed, and the next run tries again.
 */
export abstract class ExpiryMail {
  /** Mails people about their certificates, and administrators about all others. */
  abstract warn(transaction: EntityManager, warnings: readonly ExpiryWarning[]): Promise<void>;

  /** Once a week. @param counts how many certificates expire within 30 days, by use */
  abstract summarize(transaction: EntityManager, counts: ReadonlyMap<CertificateUse, number>): Promise<void>;
}

/** Used while no feature sends mail. */
export class NoExpiryMail extends ExpiryMail {
  override async warn(): Promise<void> {}
  override async summarize(): Promise<void> {}
}
