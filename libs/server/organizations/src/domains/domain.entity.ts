import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { OrganizationEntity } from '../organization.entity.js';

/** A domain that an organization says is its own. Several may say so; one can have it verified. */
@Entity('organization_domain')
@Unique('organization_domain_once', ['organizationId', 'domain'])
@ForeignKey(() => OrganizationEntity, ['organizationId'], ['id'], {
  name: 'organization_domain_organization',
  onDelete: 'CASCADE',
})
@Index('organization_domain_verified', ['domain'], { unique: true, where: 'verified_at is not null' })
@Check('organization_domain_name', `domain ~ '^[a-z0-9-]+([.][a-z0-9-]+)+$' and char_length(domain) <= 253`)
@Check(
  'organization_domain_verified_by',
  `(verified_at is null) = (verified_by is null) and verified_by in ('dns', 'administrator')`,
)
export class DomainEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'organization_domain_pk' })
  readonly id!: string;

  @Column('uuid', { name: 'organization_id' })
  readonly organizationId!: string;

  @Column('text')
  readonly domain!: string;

  /** Part of the TXT record that proves it. Not secret: whoever can write the record owns the domain. */
  @Column('text')
  readonly token!: string;

  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt!: Date | null;

  @Column('text', { name: 'verified_by', nullable: true })
  verifiedBy!: 'dns' | 'administrator' | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
