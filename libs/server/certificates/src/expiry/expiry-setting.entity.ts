import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row of settings of warnings. */
@Entity('expiry_setting')
@Check('expiry_setting_only_one', 'id = 1')
@Check('expiry_setting_days', `days <@ '{30,14,7,1}'`)
export class ExpirySettingEntity {
  @PrimaryColumn('smallint', { default: 1, primaryKeyConstraintName: 'expiry_setting_pk' })
  readonly id!: number;

  /** Days before the end at which this installation warns. */
  @Column('smallint', { array: true, default: '{30,14,7,1}' })
  readonly days!: number[];

  /** When administrators last got their weekly summary. */
  @Column('timestamptz', { name: 'administrators_told_at', nullable: true })
  readonly administratorsToldAt!: Date | null;
}
