import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';
import { ArtifactStore } from './artifact-store.js';

const batch = 1000;

// The last 20 of each method that hold a certificate stay for a week: administrators try rules with them. They open nothing any more.
const purgeHandoffs = `
  with latest as (
    select id from (
      select id, row_number() over (partition by method_id order by created_at desc) as number
      from handoff where certificate_der is not null
    ) numbered where number <= 20
  )
  delete from handoff where expires_at < now() - interval '1 hour'
    and (expires_at < now() - interval '7 days' or id not in (select id from latest))`;

/** Deletes what has expired, a batch at a time, beside the traffic; several servers share the work. */
@Injectable()
export class ArtifactPurge extends PeriodicJob {
  protected readonly interval = 60_000;
  protected readonly failure = 'expired rows were not purged';

  constructor(
    private readonly store: ArtifactStore,
    private readonly statements: Statements,
  ) {
    super();
  }

  protected work(): Promise<void> {
    return this.run();
  }

  async run(): Promise<void> {
    while ((await this.store.purge(batch)) === batch);
    await this.statements.run('handoff_purge', purgeHandoffs, []);
    await this.statements.run('sign_in_failure_purge', 'delete from sign_in_failure where resets_at < now()', []);
  }
}
