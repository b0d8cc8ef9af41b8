import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';
import { InteractionsConfig } from '../interactions.config.js';
import { mostKept } from './handoff-sql.js';

/** Forgets refused certificates after some days, and the oldest of too many. */
@Injectable()
export class RefusedCertificatesPurge extends PeriodicJob {
  protected readonly interval = 600_000;
  protected readonly failure = 'refused certificates of the past were not deleted';

  constructor(
    private readonly statements: Statements,
    private readonly config: InteractionsConfig,
  ) {
    super();
  }

  async work(): Promise<void> {
    await this.statements.run(
      'refused_certificate.purge',
      `delete from refused_certificate where refused_at < now() - make_interval(days => $1)
         or sha256 in (select sha256 from refused_certificate order by refused_at desc offset $2)`,
      [this.config.REFUSED_CERTIFICATE_DAYS, mostKept],
    );
  }
}
