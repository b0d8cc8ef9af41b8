import { Injectable } from '@nestjs/common';
import { PeriodicJob } from '@postern/requests';
import { AuditLog } from './audit-log.js';

/** Forgets events in the background; every server process may do it. */
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
