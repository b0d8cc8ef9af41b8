import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Statements } from '@postern/database';
import { ArtifactStore } from './artifact-store.js';

const interval = 60_000;
const batch = 1000;

/** Deletes what has expired, a batch at a time, beside the traffic; several servers share the work. */
@Injectable()
export class ArtifactPurge implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ArtifactPurge.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: ArtifactStore,
    private readonly statements: Statements,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.run().catch((error: unknown) => this.logger.warn(`expired rows were not purged: ${String(error)}`));
    }, interval);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async run(): Promise<void> {
    while ((await this.store.purge(batch)) === batch);
    await this.statements.run('handoff_purge', `delete from handoff where expires_at < now() - interval '1 hour'`, []);
    await this.statements.run('sign_in_failure_purge', 'delete from sign_in_failure where resets_at < now()', []);
  }
}
