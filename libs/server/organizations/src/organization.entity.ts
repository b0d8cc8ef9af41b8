import type { OrganizationStatus } from '@postern/contracts';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A customer, company or department with members and applications of its own. */
@Entity('organization')
@Unique('organization_slug', ['slug'])
@Index('organization_by_name', ['name', 'id'])
@Check('organization_slug_format', `slug ~ '^[a-z0-9-]{2,40}$'`)
@Check('organization_name', 'name = btrim(name) and char_length(name) between 1 and 64')
@Check('organization_contact', 'char_length(contact) between 1 and 255')
@Check('organization_status', `status in ('active', 'suspended')`)
export class OrganizationEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'organization_pk' })
  readonly id!: string;

  /** Short name, for people and events. */
  @Column('text')
  slug!: string;

  @Column({ type: 'text', collation: 'postern_names' })
  name!: string;

  /** Whom people ask for help: an e-mail or web address, or a text. */
  @Column('text', { nullable: true })
  contact!: string | null;

  /** Suspended: sign-ins to its applications are refused. */
  @Column('text', { default: 'active' })
  status!: OrganizationStatus;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
