import { Module } from '@nestjs/common';
import { AuditModule } from '@postern/audit';
import { CertificateSources, CertificatesModule } from '@postern/certificates';
import { provideConfig } from '@postern/config';
import { ClientAdministration } from './administration/client-administration.service.js';
import { ClientDirectory } from './administration/client-directory.service.js';
import { ClientSeeder } from './administration/client-seeder.js';
import { ClientStore } from './store/client-store.js';
import { MachineSeeder } from './administration/machine-seeder.js';
import { ClientsController } from './administration/clients.controller.js';
import { ClientCredentialsConfig } from './credentials/client-credentials.config.js';
import { CredentialAdministration } from './credential-administration/credential-administration.service.js';
import { CredentialAssociation } from './credentials/credential-association.service.js';
import { CredentialExpiry } from './credentials/credential-expiry.service.js';
import { CredentialsController } from './credential-administration/credentials.controller.js';
import { ExpiringCredentialsController } from './credential-administration/expiring-credentials.controller.js';
import { ExpiringCredentials } from './credential-administration/expiring-credentials.service.js';
import { KeyCredentialManifests } from './key-manifest/key-credential-manifest.service.js';
import { KeyCredentialsController } from './key-manifest/key-credentials.controller.js';
import { ClientOriginIndex } from './reading/client-origins.service.js';
import { Clients } from './reading/clients.service.js';
import { CredentialUses } from './reading/credential-uses.js';
import { ApiAccessLookup } from './resource-servers/api-access.service.js';
import { ApiDescriptions } from './resource-servers/api-descriptions.service.js';
import { ApiStore } from './resource-servers/api-store.js';
import { ClientGrantAdministration } from './resource-servers/client-grant-administration.service.js';
import { ClientGrantsController } from './resource-servers/client-grants.controller.js';
import { ManagementApiSeeder } from './resource-servers/management-api-seeder.js';
import { ResourceServerAdministration } from './resource-servers/resource-server-administration.service.js';
import { ResourceServerDirectory } from './resource-servers/resource-server-directory.service.js';
import { ResourceServersController } from './resource-servers/resource-servers.controller.js';
import { ClientTrustAnchors } from './trust-anchors/client-trust-anchors.service.js';
import { TrustAnchorAdministration } from './trust-anchors/trust-anchor-administration.service.js';
import { TrustAnchorsController } from './trust-anchors/trust-anchors.controller.js';
import { applicationsCertificates } from './certificate-sources.js';

/** Applications and their administration. Needs, bound globally by others: `AccessTokens`, `AdministeringOwners`, `ClientMetadataValidator`. */
@Module({
  imports: [AuditModule, CertificatesModule],
  controllers: [
    ClientsController,
    CredentialsController,
    KeyCredentialsController,
    ExpiringCredentialsController,
    ResourceServersController,
    ClientGrantsController,
    TrustAnchorsController,
  ],
  providers: [
    Clients,
    ClientOriginIndex,
    ClientStore,
    ClientDirectory,
    ClientAdministration,
    ClientSeeder,
    MachineSeeder,
    provideConfig(ClientCredentialsConfig),
    CredentialAdministration,
    CredentialAssociation,
    CredentialExpiry,
    ExpiringCredentials,
    KeyCredentialManifests,
    CredentialUses,
    ApiAccessLookup,
    ApiDescriptions,
    ApiStore,
    ClientGrantAdministration,
    ManagementApiSeeder,
    ResourceServerAdministration,
    ResourceServerDirectory,
    ClientTrustAnchors,
    TrustAnchorAdministration,
  ],
  exports: [
    Clients,
    ClientOriginIndex,
    ClientSeeder,
    MachineSeeder,
    CredentialExpiry,
    CredentialUses,
    ApiAccessLookup,
    ApiDescriptions,
    ManagementApiSeeder,
    ClientTrustAnchors,
    TrustAnchorAdministration,
  ],
})
export class ClientsModule {
  constructor(certificates: CertificateSources) {
    certificates.add(...applicationsCertificates);
  }
}
