import { ClientEntity } from '@postern/clients';
import type { IdentifierRequirement, MethodGroup, Publicity } from '@postern/contracts';
import { OrganizationEntity } from '@postern/organizations';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A configured sign-in method. */
@Entity('sign_in_method')
@ForeignKey(() => ClientEntity, ['clientId'], ['clientId'], { name: 'sign_in_method_client', onDelete: 'CASCADE' })
@ForeignKey(() => OrganizationEntity, ['organizationId'], ['id'], {
  name: 'sign_in_method_organization',
  onDelete: 'RESTRICT',
})
@Check('sign_in_method_owner', 'organization_id is null or client_id is null')
@Check('sign_in_method_public_owner', 'not public or client_id is null')
@Check('sign_in_method_default_list', 'not enabled or client_id is null')
@Check('sign_in_method_built_in_owner', 'not built_in or (organization_id is null and client_id is null)')
@Check('sign_in_method_name', `name = btrim(name) and char_length(name) between 1 and 50`)
@Check('sign_in_method_named', 'built_in or name is not null')
@Check('sign_in_method_description', `char_length(description) <= 255`)
@Check('sign_in_method_logo', `(logo is null) = (logo_type is null) and octet_length(logo) <= 1048576`)
@Check('sign_in_method_publicity', `publicity in ('private', 'on_request', 'public')`)
@Check('sign_in_method_required', `required in ('each', 'one')`)
@Check('sign_in_method_required_from', 'required_from is null or required is not null')
@Check('sign_in_method_required_public', 'required is null or public')
@Check('sign_in_method_placement', `placement in ('main', 'other')`)
export class SignInMethodEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'sign_in_method_pk' })
  readonly id!: string;

  /** Type of the provider that serves it: `mtls`, `password`. */
  @Column('text')
  readonly type!: string;

  /** The organization that owns it; null for another owner. */
  @Index('sign_in_method_organization_id', { where: 'organization_id is not null' })
  @Column('uuid', { name: 'organization_id', nullable: true })
  readonly organizationId!: string | null;

  /** The application that owns it; null for another owner. Without either owner it is the system's. */
  @Index('sign_in_method_client_id', { where: 'client_id is not null' })
  @Column('text', { name: 'client_id', nullable: true })
  readonly clientId!: string | null;

  /** Null: its type's name, in the reader's language. */
  @Column('text', { nullable: true })
  readonly name!: string | null;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('bytea', { nullable: true })
  readonly logo!: Buffer | null;

  /** Media type. */
  @Column('text', { name: 'logo_type', nullable: true })
  readonly logoType!: string | null;

  /** Applications other than its owner may offer it, and people may add it to their profile. */
  @Column('boolean', { default: false })
  readonly public!: boolean;

  /** Publicity of new identifiers. */
  @Column('text', { default: 'private' })
  readonly publicity!: Publicity;

  /** Of the system's default list; without effect for methods of others. */
  @Column('boolean', { default: false })
  readonly enabled!: boolean;

  @Column('text', { name: 'placement', default: 'main' })
  readonly group!: MethodGroup;

  @Column('integer', { default: 0 })
  readonly position!: number;

  /** In the default list: whether people need an identifier of it before they enter; null: no. */
  @Column('text', { nullable: true })
  readonly required!: IdentifierRequirement | null;

  /** People are only reminded before; null: from their next sign-in. */
  @Column('timestamptz', { name: 'required_from', nullable: true })
  readonly requiredFrom!: Date | null;

  /** What the provider's own params class describes. */
  @Column('jsonb', { default: {} })
  params!: Readonly<Record<string, unknown>>;

  /** Cannot be deleted. */
  @Column('boolean', { name: 'built_in', default: false })
  readonly builtIn!: boolean;

  /** When it was last disabled: proofs given before are no longer valid. */
  @Column('timestamptz', { name: 'proofs_before', nullable: true, select: false })
  readonly proofsBefore!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  readonly updatedAt!: Date;
}
