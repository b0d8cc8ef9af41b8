import { Module } from '@nestjs/common';
import { AuditModule } from '@postern/audit';
import { ClientsModule } from '@postern/clients';
import { OidcModule } from '@postern/oidc';
import { AccessRequestsController } from './access-requests.controller.js';
import { AccessRequests } from './access-requests.service.js';
import { MemberAdministration } from './member-administration.service.js';
import { MembersController } from './members.controller.js';
import { Members } from './members.service.js';

/** Who may enter an application, administered. The engine judges (`EntryRules` of `@postern/oidc`). */
@Module({
  imports: [AuditModule, ClientsModule, OidcModule],
  controllers: [MembersController, AccessRequestsController],
  providers: [Members, MemberAdministration, AccessRequests],
  exports: [AccessRequests],
})
export class AccessModule {}
