export { OrganizationEntity } from './organization.entity.js';
export { organizationEntities } from './organization-entities.js';
export { OrganizationsModule } from './organizations.module.js';
export { organizationProblems } from './organizations.problems.js';
export { endTokensOf } from './organization-tokens.js';
