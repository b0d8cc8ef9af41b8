import { SignInMethodEntity } from '@postern/sign-in-methods';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** How many accounts a method has created on one day; whoever creates one holds the row. */
@Entity('new_accounts_of_day')
export class NewAccountsOfDayEntity {
  @PrimaryColumn('uuid', { name: 'method_id', primaryKeyConstraintName: 'new_accounts_of_day_pk' })
  readonly methodId!: string;

  @ManyToOne(() => SignInMethodEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'method_id', foreignKeyConstraintName: 'new_accounts_of_day_method' })
  readonly method?: SignInMethodEntity;

  /** UTC. */
  @PrimaryColumn('date', { primaryKeyConstraintName: 'new_accounts_of_day_pk' })
  readonly day!: string;

  @Column('integer')
  created!: number;

  /** That there were too many is in the event log. */
  @Column('boolean', { default: false })
  told!: boolean;
}
