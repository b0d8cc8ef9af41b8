import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A warning that was given. Its primary key keeps two servers from giving it twice. */
@Entity('expiry_warning')
@Check('expiry_warning_days', 'days in (30, 14, 7, 1)')
export class ExpiryWarningEntity {
  /** The certificate or credential. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'expiry_warning_pk' })
  readonly subject!: string;

  /** Account, application, or else the use and the holder in the inventory. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'expiry_warning_pk' })
  readonly holder!: string;

  /** Expiry; if it moves, a credential gets its warnings again. */
  @Index('expiry_warning_ends_at')
  @PrimaryColumn('timestamptz', { name: 'ends_at', primaryKeyConstraintName: 'expiry_warning_pk' })
  readonly endsAt!: Date;

  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'expiry_warning_pk' })
  readonly days!: number;

  @Column('timestamptz', { name: 'noted_at', default: () => 'now()' })
  readonly notedAt!: Date;
}
