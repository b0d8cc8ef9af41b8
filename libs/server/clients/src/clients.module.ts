import { Module } from '@nestjs/common';
import { AuditModule } from '@postern/audit';
import { ClientAdministration } from './administration/client-administration.service.js';
import { ClientDirectory } from './administration/client-directory.service.js';
import { ClientSeeder } from './administration/client-seeder.js';
import { ClientStore } from './administration/client-store.js';
import { ClientsController } from './administration/clients.controller.js';
import { Clients } from './reading/clients.service.js';
import { CredentialUses } from './reading/credential-uses.js';

/** Applications and their administration. Needs, bound globally by others: `AccessTokens`, `ClientMetadataValidator`. */
@Module({
  imports: [AuditModule],
  controllers: [ClientsController],
  providers: [Clients, ClientStore, ClientDirectory, ClientAdministration, ClientSeeder, CredentialUses],
  exports: [Clients, ClientSeeder, CredentialUses],
})
export class ClientsModule {}
