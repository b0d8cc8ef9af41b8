import type { CertificateUse, ExpiryWarningDays } from '@postern/contracts';
import type { EntityManager } from 'typeorm';

/** A warning that is given now, and never again. */
export interface ExpiryWarning {
  readonly use: CertificateUse;
  /** Id of the certificate, or of an application's credential. */
  readonly subject: string;
  /** The person who signs in with it; null for what is no person's. */
  readonly accountId: string | null;
  readonly endsAt: Date;
  /** The warning: at most as many days are left. */
  readonly days: ExpiryWarningDays;
}

/**
 * Port: sends mail about what expires. Both methods run inside the transaction that claims what they are about: what is to be sent has to be
 * stored in it (`transaction`) and sent later. If they throw, nothing was claimed, and the next run tries again.
 */
export abstract class ExpiryMail {
  /** To the people, and about everything else to administrators. */
  abstract warn(transaction: EntityManager, warnings: readonly ExpiryWarning[]): Promise<void>;

  /** Once a week. @param counts how many certificates expire within 30 days, by use */
  abstract summarize(transaction: EntityManager, counts: ReadonlyMap<CertificateUse, number>): Promise<void>;
}

/** While there is no mail. */
export class NoExpiryMail extends ExpiryMail {
  override async warn(): Promise<void> {}
  override async summarize(): Promise<void> {}
}
