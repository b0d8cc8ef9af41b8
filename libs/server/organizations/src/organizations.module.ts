import { Module } from '@nestjs/common';
import { AuditModule } from '@postern/audit';
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
  controllers: [OrganizationsController, MembersController, OwnOrganizationsController],
  providers: [OrganizationDirectory, OrganizationAdministration, MemberDirectory, MembershipAdministration],
  exports: [OrganizationDirectory],
})
export class OrganizationsModule {}
