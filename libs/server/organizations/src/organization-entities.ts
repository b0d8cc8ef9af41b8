import { MembershipEntity } from './membership.entity.js';
import { OrganizationEntity } from './organization.entity.js';

/** For the composition root's data source. */
export const organizationEntities = [OrganizationEntity, MembershipEntity] as const;
