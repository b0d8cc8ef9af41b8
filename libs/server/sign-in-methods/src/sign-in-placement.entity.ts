import { ClientEntity } from '@postern/clients';
import type { IdentifierRequirement, MethodGroup } from '@postern/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { SignInMethodEntity } from './sign-in-method.entity.js';

/**
 * One row of an application's own list of sign-in methods. An application without any follows the system's default list; an own list
 * has a row at least for the built-in method, which cannot be deleted.
 */
@Entity('sign_in_placement')
@Check('sign_in_placement_required', `required in ('each', 'one')`)
@Check('sign_in_placement_required_from', 'required_from is null or required is not null')
@Check('sign_in_placement_placement', `placement in ('main', 'other')`)
export class SignInPlacementEntity {
  @PrimaryColumn('text', { name: 'client_id', primaryKeyConstraintName: 'sign_in_placement_pk' })
  readonly clientId!: string;

  @ManyToOne(() => ClientEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'client_id', foreignKeyConstraintName: 'sign_in_placement_client' })
  readonly client?: ClientEntity;

  @Index('sign_in_placement_method_id')
  @PrimaryColumn('uuid', { name: 'method_id', primaryKeyConstraintName: 'sign_in_placement_pk' })
  readonly methodId!: string;

  @ManyToOne(() => SignInMethodEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'method_id', foreignKeyConstraintName: 'sign_in_placement_method' })
  readonly method?: SignInMethodEntity;

  @Column('boolean')
  readonly enabled!: boolean;

  @Column('text', { name: 'placement' })
  readonly group!: MethodGroup;

  @Column('integer')
  readonly position!: number;

  /** Switched on because the list would have been empty. */
  @Column('boolean', { default: false })
  readonly fallback!: boolean;

  /** Whether people need an identifier of it before they enter; null: no. */
  @Column('text', { nullable: true })
  readonly required!: IdentifierRequirement | null;

  /** People are only reminded before; null: from their next sign-in. */
  @Column('timestamptz', { name: 'required_from', nullable: true })
  readonly requiredFrom!: Date | null;
}
