import type { Localized, ProfileFieldKind, ProfileFieldScope } from '@postern/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { AccountEntity } from '../account.entity.js';

/** A field that administrators add to every profile. */
@Entity('profile_field')
@Unique('profile_field_key_unique', ['key'])
@Unique('profile_field_claim_unique', ['claim'])
@Check('profile_field_key', `key ~ '^[a-z][a-z0-9_]{0,39}$'`)
@Check('profile_field_kind', `kind in ('text', 'number', 'date', 'yes_no', 'choice', 'list')`)
@Check('profile_field_certificate_key', `not certificate_key or (not editable and kind in ('text', 'list'))`)
@Check('profile_field_unique', `not is_unique or kind not in ('yes_no', 'choice')`)
@Check('profile_field_editable', 'shown or not editable')
@Check('profile_field_claim', '(claim is null) = (scope is null)')
export class ProfileFieldEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'profile_field_pk' })
  readonly id!: string;

  @Column('text')
  readonly key!: string;

  @Column('text')
  readonly kind!: ProfileFieldKind;

  @Column('jsonb')
  labels!: Partial<Localized>;

  @Column('jsonb', { default: [] })
  options!: readonly string[];

  @Column('boolean', { name: 'is_unique', default: false })
  unique!: boolean;

  @Column('boolean', { name: 'certificate_key', default: false })
  certificateKey!: boolean;

  @Column('boolean', { default: true })
  shown!: boolean;

  @Column('boolean', { default: false })
  editable!: boolean;

  @Column('text', { nullable: true })
  claim!: string | null;

  @Column('text', { nullable: true })
  scope!: ProfileFieldScope | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}

/** A value on a profile; a list has a row for each of its entries. */
@Entity('profile_field_value')
@Unique('profile_field_value_unique', ['fieldId', 'uniqueFolded'])
@Index('profile_field_value_folded', ['fieldId', 'folded'])
@Check('profile_field_value_position', 'position between 0 and 19')
@Check('profile_field_value_folded_length', 'char_length(folded) between 1 and 254')
@Check('profile_field_value_unique_folded', 'unique_folded = folded')
export class ProfileFieldValueEntity {
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'profile_field_value_pk' })
  readonly accountId!: string;

  @ManyToOne(() => AccountEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'profile_field_value_account' })
  readonly account?: AccountEntity;

  @PrimaryColumn('uuid', { name: 'field_id', primaryKeyConstraintName: 'profile_field_value_pk' })
  readonly fieldId!: string;

  @ManyToOne(() => ProfileFieldEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'field_id', foreignKeyConstraintName: 'profile_field_value_field' })
  readonly field?: ProfileFieldEntity;

  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'profile_field_value_pk' })
  readonly position!: number;

  @Column('jsonb')
  readonly value!: string | number | boolean;

  /** As it is compared: in the spelling of usernames. */
  @Column('text')
  readonly folded!: string;

  /** The same while the field is unique, else null. */
  @Column('text', { name: 'unique_folded', nullable: true })
  readonly uniqueFolded!: string | null;

  /** Typed by the person, not by an administrator: identifies nobody. */
  @Column('boolean', { name: 'typed_by_person', default: false })
  readonly typedByPerson!: boolean;
}
