import { Injectable } from '@nestjs/common';
import { PeriodicJob } from '@postern/requests';
import { AuditLog } from './audit-log.js';

/** Deletes expired events in the background, in every server process. */
@Injectable()
export class AuditPurge extends PeriodicJob {
  protected readonly interval = 3_600_000;
  protected readonly failure = 'events of the past were not deleted';

  constructor(private readonly log: AuditLog) {
    super();
  }

  protected work(): Promise<number> {
    return this.log.purge();
  }
}
