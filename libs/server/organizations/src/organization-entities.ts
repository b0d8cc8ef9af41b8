import { MembershipEntity } from './membership.entity.js';
import { DomainEntity } from './domains/domain.entity.js';
import { OrganizationEntity } from './organization.entity.js';

/** For the composition root's data source. */
export const organizationEntities = [OrganizationEntity, MembershipEntity, DomainEntity] as const;
