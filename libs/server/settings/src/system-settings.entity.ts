import type { Language } from '@postern/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What owners set for the whole installation: one row, made by the migration. */
@Entity('system_settings')
@Check('system_settings_one_row', 'id = 1')
@Check('system_settings_idle', 'session_idle between 3600 and 2592000')
@Check('system_settings_absolute', 'session_absolute between 86400 and 7776000')
export class SystemSettingsEntity {
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'system_settings_pk' })
  readonly id!: number;

  /** Only owners and administrators enter applications. */
  @Column('boolean', { default: false })
  maintenance!: boolean;

  /** What everybody else is told, by language. */
  @Column('jsonb', { name: 'maintenance_texts', default: {} })
  maintenanceTexts!: Readonly<Partial<Record<Language, string>>>;

  /** Seconds after the last use. */
  @Column('integer', { name: 'session_idle', default: 1_209_600 })
  sessionIdle!: number;

  /** Seconds after the sign-in. */
  @Column('integer', { name: 'session_absolute', default: 7_776_000 })
  sessionAbsolute!: number;
}
