import { Module } from '@nestjs/common';
import { AuditModule } from '@postern/audit';
import { SystemSettingsAdministration } from './system-settings-administration.service.js';
import { SystemSettingsController } from './system-settings.controller.js';
import { SystemSettingsReading } from './system-settings.service.js';

/** Settings of the whole installation. */
@Module({
  imports: [AuditModule],
  controllers: [SystemSettingsController],
  providers: [SystemSettingsReading, SystemSettingsAdministration],
  exports: [SystemSettingsReading],
})
export class SettingsModule {}
