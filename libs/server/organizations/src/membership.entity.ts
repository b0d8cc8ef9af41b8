import type { OrganizationRole } from '@postern/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { OrganizationEntity } from './organization.entity.js';

/** An account in an organization, with its role there. */
@Entity('organization_membership')
@ForeignKey(() => OrganizationEntity, ['organizationId'], ['id'], {
  name: 'organization_membership_organization',
  onDelete: 'CASCADE',
})
// By name: accounts build on features that build on organizations.
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'organization_membership_account', onDelete: 'CASCADE' })
@Check('organization_membership_role', `role in ('owner', 'manager', 'support', 'member')`)
export class MembershipEntity {
  @PrimaryColumn('uuid', { name: 'organization_id', primaryKeyConstraintName: 'organization_membership_pk' })
  readonly organizationId!: string;

  @Index('organization_membership_account_id')
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'organization_membership_pk' })
  readonly accountId!: string;

  @Column('text')
  role!: OrganizationRole;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
