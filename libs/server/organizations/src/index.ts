export { OrganizationEntity } from './organization.entity.js';
export { organizationEntities } from './organization-entities.js';
export { OrganizationDirectory } from './organization-directory.service.js';
export { VerifiedDomains } from './domains/verified-domains.service.js';
export { OrganizationsModule } from './organizations.module.js';
export { MethodsOfOrganization } from './methods-of-organization.port.js';
export { organizationProblems } from './organizations.problems.js';
export { type EndedSignIns, OrganizationEndings } from './organization-endings.port.js';
