import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How often a password was wrong lately, for what was typed, an account, a browser or a session. */
@Entity('sign_in_failure')
export class SignInFailureEntity {
  /** SHA-256 of what it counts for, so that what was typed by mistake is not kept. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'sign_in_failure_pk' })
  readonly key!: Buffer;

  @Column('integer')
  failures!: number;

  @Index('sign_in_failure_resets_at')
  @Column('timestamptz', { name: 'resets_at' })
  resetsAt!: Date;
}
