import { Module } from '@nestjs/common';
import { provideConfig } from '@postern/config';
import { AuditLog } from './audit-log.js';
import { AuditConfig } from './audit.config.js';

/** The event log: writing, reading, exporting, forgetting. */
@Module({
  providers: [provideConfig(AuditConfig), AuditLog],
  exports: [AuditLog],
})
export class AuditModule {}
