import { Injectable } from '@nestjs/common';
import { credentialExpiryWarningDays } from '@postern/contracts';
import { Statements } from '@postern/database';

/** Numbers of credentials by time left; an expired one is not counted as expiring. */
export interface ExpiryCounts {
  readonly expiring: number;
  readonly expired: number;
}

/** Counts credentials that expire, for the metrics. The inventory of certificates warns of them. */
@Injectable()
export class CredentialExpiry {
  constructor(private readonly statements: Statements) {}

  async count(): Promise<ExpiryCounts> {
    const row = await this.statements.one<ExpiryCounts>(
      'client_credential.count_expiring',
      `select count(*) filter (where expires_at > now())::int as expiring,
         count(*) filter (where expires_at <= now())::int as expired
       from client_credential where expires_at < now() + make_interval(days => $1)`,
      [credentialExpiryWarningDays],
    );
    return row ?? { expiring: 0, expired: 0 };
  }
}
