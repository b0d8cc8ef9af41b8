import { Injectable } from '@nestjs/common';
import { PeriodicJob } from '@postern/requests';
import { AuditCounts } from './audit-counts.js';

/** Adds up events in the background, in every server process. */
@Injectable()
export class AuditCountsJob extends PeriodicJob {
  protected readonly interval = 30_000;
  protected readonly failure = 'events were not added up';

  constructor(private readonly counts: AuditCounts) {
    super();
  }

  protected async work(): Promise<void> {
    await this.counts.fold();
    await this.counts.purge();
  }
}
