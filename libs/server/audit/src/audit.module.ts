import { Module } from '@nestjs/common';
import { provideConfig } from '@postern/config';
import { ActivityController } from './activity.controller.js';
import { AuditEventsController } from './audit-events.controller.js';
import { AuditLog } from './audit-log.js';
import { AuditReader } from './audit-reader.js';
import { AuditConfig } from './audit.config.js';
import { AuditPurge } from './audit.purge.js';
import { AuditCounts } from './counts/audit-counts.js';
import { AuditCountsJob } from './counts/audit-counts.job.js';
import { AuditedTransaction } from './audited-transaction.js';

/** The event log: writing, reading, exporting, forgetting. */
@Module({
  controllers: [AuditEventsController, ActivityController],
  providers: [
    provideConfig(AuditConfig),
    AuditLog,
    AuditReader,
    AuditPurge,
    AuditedTransaction,
    AuditCounts,
    AuditCountsJob,
  ],
  exports: [AuditLog, AuditReader, AuditedTransaction],
})
export class AuditModule {}
