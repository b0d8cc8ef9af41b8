import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: which certificate origins Nginx should serve, and which it does. */
@Entity('certificate_origins')
@Check('certificate_origins_single', 'id')
export class CertificateOriginsStateEntity {
  @PrimaryColumn('boolean', { default: true, primaryKeyConstraintName: 'certificate_origins_pk' })
  readonly id!: true;

  /** Counts up with every configuration that Nginx accepted. */
  @Column('integer', { default: 0 })
  readonly generation!: number;

  /** Of that configuration; empty: none yet. */
  @Column('text', { default: '' })
  readonly digest!: string;

  /** Name of the origin that Nginx was seen to serve, by method. */
  @Column('jsonb', { default: {} })
  readonly served!: Readonly<Record<string, string>>;

  /** Of the configuration that Nginx was seen to serve. */
  @Column('text', { name: 'served_digest', default: '' })
  readonly servedDigest!: string;

  /** The last configuration, if Nginx refused it: that of before is in use. */
  @Column('jsonb', { nullable: true })
  readonly refused!: { readonly at: string; readonly reason: string } | null;

  /** Since when the agent beside Nginx does not answer; null: it does. */
  @Column('jsonb', { nullable: true })
  readonly away!: { readonly since: string; readonly reason: string } | null;
}
