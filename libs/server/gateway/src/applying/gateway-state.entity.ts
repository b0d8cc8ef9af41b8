import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: which configuration Nginx should serve. */
@Entity('gateway_state')
@Check('gateway_state_single', 'id')
export class GatewayStateEntity {
  @PrimaryColumn('boolean', { default: true, primaryKeyConstraintName: 'gateway_state_pk' })
  readonly id!: true;

  /** Counts up with every configuration that was accepted. */
  @Column('integer', { default: 0 })
  generation!: number;

  /** Of that configuration; empty: none yet. */
  @Column('text', { default: '' })
  digest!: string;

  /** The last one that was refused since. */
  @Column('jsonb', { nullable: true })
  refused!: { readonly at: string; readonly generation: number; readonly reason: string } | null;
}
