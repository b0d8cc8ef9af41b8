import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { sessionLimits, type SystemSettings } from '@postern/contracts';
import { ChangeFeed, KeptReading } from '@postern/database';
import { DataSource } from 'typeorm';
import { SystemSettingsEntity } from './system-settings.entity.js';

export const settingsOf = (row: SystemSettingsEntity): SystemSettings => ({
  maintenance: row.maintenance,
  maintenanceTexts: row.maintenanceTexts,
  sessionIdle: row.sessionIdle,
  sessionAbsolute: row.sessionAbsolute,
});

/** Sessions live shortest until the settings are known. */
const shortest = { sessionIdle: sessionLimits.idle[0], sessionAbsolute: sessionLimits.absolute[0] };

/** The settings of the installation, kept in memory until they change. */
@Injectable()
export class SystemSettingsReading implements OnModuleInit {
  private readonly logger = new Logger(SystemSettingsReading.name);
  private readonly reading: KeptReading<SystemSettings>;
  private last: Pick<SystemSettings, 'sessionIdle' | 'sessionAbsolute'> = shortest;

  constructor(
    @InjectDataSource() database: DataSource,
    private readonly changes: ChangeFeed,
  ) {
    this.reading = new KeptReading(changes, ['system_settings'], async () =>
      settingsOf(await database.manager.findOneByOrFail(SystemSettingsEntity, { id: 1 })),
    );
  }

  async onModuleInit(): Promise<void> {
    this.changes.onChange('system_settings', () => {
      this.current().catch((error: unknown) => this.logger.error(error, 'settings were not read'));
    });
    await this.current();
  }

  async current(): Promise<SystemSettings> {
    const settings = await this.reading.current();
    this.last = settings;
    return settings;
  }

  /** How long sessions live, for callers that cannot await. */
  get sessionLife(): Pick<SystemSettings, 'sessionIdle' | 'sessionAbsolute'> {
    return this.last;
  }
}
