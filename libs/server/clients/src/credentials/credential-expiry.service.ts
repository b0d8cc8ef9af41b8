import { Injectable } from '@nestjs/common';
import { AuditedTransaction } from '@postern/audit';
import { credentialExpiryWarningDays } from '@postern/contracts';
import { Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';

const atOnce = 1000;

/** Credentials by what is left of them; one that has expired is no longer about to. */
export interface ExpiryCounts {
  readonly expiring: number;
  readonly expired: number;
}

interface Warned {
  readonly id: string;
  readonly name: string | null;
  readonly client_id: string;
  readonly credential_type: string;
  readonly expires_at: Date;
  readonly used_by: string | null;
}

/** Warns before credentials expire: one event each, in the background; every server process may do it. */
@Injectable()
export class CredentialExpiry extends PeriodicJob {
  protected readonly interval = 3_600_000;
  protected readonly failure = 'credentials that expire soon were not reported';

  constructor(
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
  ) {
    super();
  }

  override onApplicationBootstrap(): void {
    void this.runOnce();
    void super.onApplicationBootstrap();
  }

  protected work(): Promise<number> {
    return this.warn();
  }

  /**
   * Records `credential.expiring` for each credential that expires within the warning time and was not warned of; a row that
   * another process is warning of is left to it.
   *
   * @returns how many there were
   */
  async warn(): Promise<number> {
    let warned = 0;
    for (let last = atOnce; last === atOnce; warned += last) last = await this.warnSome();
    return warned;
  }

  /** For the metrics. */
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

  private async warnSome(): Promise<number> {
    return this.transaction.run([], async ({ manager, record }) => {
      const rows = await Statements.in(manager).run<Warned>('client_credential.warn', sql, [
        credentialExpiryWarningDays,
        atOnce,
      ]);
      for (const { id, name, client_id, credential_type, expires_at, used_by } of rows) {
        const details = {
          credential: { id, name, credential_type },
          method: used_by,
          expires_at: expires_at.toISOString(),
        };
        await record({ type: 'credential.expiring', clientId: client_id, details });
      }
      return rows.length;
    });
  }
}

const sql = `
  with due as (
    select id from client_credential
    where expires_at < now() + make_interval(days => $1) and expiry_warned_at is null
    order by expires_at limit $2 for no key update skip locked
  )
  update client_credential set expiry_warned_at = now() from due where client_credential.id = due.id
  returning client_credential.id, name, client_id, credential_type, expires_at,
    (select method from client_credential_use used where used.credential_id = client_credential.id) as used_by`;
