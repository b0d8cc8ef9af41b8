import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';
import { ArtifactStore } from './artifact-store.js';

const batch = 1000;

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
    await this.statements.run('handoff_purge', `delete from handoff where expires_at < now() - interval '1 hour'`, []);
    await this.statements.run('sign_in_failure_purge', 'delete from sign_in_failure where resets_at < now()', []);
  }
}
