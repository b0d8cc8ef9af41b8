import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many calls an hour had that were decided alike. */
@Entity('gateway_decision_count')
export class DecisionCountEntity {
  /** Its beginning, UTC. */
  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'gateway_decision_count_pk' })
  readonly hour!: Date;

  /** Zeros: an API that no longer exists. */
  @PrimaryColumn('uuid', { name: 'api_id', primaryKeyConstraintName: 'gateway_decision_count_pk' })
  readonly apiId!: string;

  /** Why it was refused; empty: it was allowed. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'gateway_decision_count_pk' })
  readonly code!: string;

  @Column('bigint')
  readonly decisions!: string;
}
