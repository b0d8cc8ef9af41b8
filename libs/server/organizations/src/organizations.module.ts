import { Module } from '@nestjs/common';
import { AuditModule } from '@postern/audit';
import { provideConfig } from '@postern/config';
import { DomainAdministration } from './domains/domain-administration.service.js';
import { DomainDirectory } from './domains/domain-directory.service.js';
import { DomainProofs } from './domains/domain-proof.js';
import { DomainsConfig } from './domains/domains.config.js';
import { DomainsController } from './domains/domains.controller.js';
import { VerifiedDomains } from './domains/verified-domains.service.js';
import { MemberDirectory } from './member-directory.service.js';
import { MembersController } from './members.controller.js';
import { MembershipAdministration } from './membership-administration.service.js';
import { OrganizationAdministration } from './organization-administration.service.js';
import { OrganizationDirectory } from './organization-directory.service.js';
import { OrganizationsController } from './organizations.controller.js';
import { OwnOrganizationsController } from './own-organizations.controller.js';

/** Organizations and their members. Needs `AccessTokens`, `OrganizationEndings` and `MethodsOfOrganization`, bound globally by others. */
@Module({
  imports: [AuditModule],
  controllers: [OrganizationsController, MembersController, DomainsController, OwnOrganizationsController],
  providers: [
    OrganizationDirectory,
    OrganizationAdministration,
    MemberDirectory,
    MembershipAdministration,
    provideConfig(DomainsConfig),
    DomainProofs,
    DomainDirectory,
    DomainAdministration,
    VerifiedDomains,
  ],
  exports: [OrganizationDirectory, VerifiedDomains],
})
export class OrganizationsModule {}
