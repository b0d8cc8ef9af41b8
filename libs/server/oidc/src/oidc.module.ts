import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountConsents, AccountSessions, AccountsModule } from '@postern/accounts';
import { AuditModule } from '@postern/audit';
import { CertificateKitModule } from '@postern/certificate-kit';
import { ClientMetadataValidator, ClientsModule } from '@postern/clients';
import { provideConfig } from '@postern/config';
import { OrganizationEndings } from '@postern/organizations';
import { SettingsModule } from '@postern/settings';
import { AssertionConfig } from './assertions/assertion.config.js';
import { ClientAssertions } from './assertions/client-assertions.js';
import { ApplicationLimit } from './client-authentication/application-limit.js';
import { RefusedAuthentications } from './client-authentication/refused-authentications.js';
import { EngineClientMetadataValidator } from './engine/client-metadata.validator.js';
import { EntryRules } from './entry/entry-rules.js';
import { DiscoveryDocument } from './engine/discovery-document.js';
import { ENGINE_EXTENSIONS, type EngineExtension } from './engine/engine-extension.js';
import { ReleasedIdentifiers } from './consents/released-identifiers.js';
import { ApplicationEnding } from './consents/application-ending.js';
import { EngineConsents } from './consents/engine-consents.js';
import { Engine } from './engine/engine.js';
import { InteractionPages } from './engine/interaction-pages.js';
import { RequestOutcomes } from './engine/request-outcomes.js';
import { EngineEvents } from './events.js';
import { ExchangeGrants } from './grants/exchange-grants.js';
import { IdentifierClaims } from './identifier-claims/identifier-claims.js';
import { PairwiseSecrets } from './identifier-claims/pairwise-secrets.js';
import { ReleaseCandidates } from './identifier-claims/release-candidates.js';
import { ReleaseChoices } from './identifier-claims/release-choices.js';
import { EngineInteractions } from './interactions/engine-interactions.js';
import { OrganizationSignIn } from './organizations/organization-sign-in.js';
import { SignInOrganizations } from './organizations/sign-in-organizations.js';
import { OfferedMethods } from './levels/offered-proofs.js';
import { SignInLevels } from './levels/sign-in-levels.js';
import { SigningKeyEntity } from './keys/signing-key.entity.js';
import { SigningKeys } from './keys/signing-keys.js';
import { BoundIntrospection } from './mutual-tls/bound-introspection.js';
import { Handshakes } from './mutual-tls/request-handshakes.js';
import { MutualTls } from './mutual-tls/mutual-tls.js';
import { HeldMethods } from './required-identifiers/held-methods.js';
import { IdentifierReminders } from './required-identifiers/identifier-reminders.js';
import { RequiredIdentifierRules } from './required-identifiers/required-identifiers.js';
import { ApiResources } from './resources/api-resources.js';
import { EngineSessions } from './sessions/engine-sessions.js';
import { OrganizationEnding } from './sessions/organization-ending.js';
import { SessionLife } from './sessions/session-life.js';
import { LogoutNotices } from './sessions/logout-notices.js';
import { SessionEnding } from './sessions/session-ending.js';
import { ArtifactPurge } from './storage/artifact-purge.js';
import { ArtifactStore } from './storage/artifact-store.js';
import { RecentArtifacts } from './storage/recent-artifacts.js';
import { UnitOfWork } from './storage/unit-of-work.js';
import { SecondTokenAddress } from './token-address/second-token-address.js';
import { AccessTokenLookup } from './tokens/access-token-lookup.js';
import { IssuedTokens } from './tokens/issued-tokens.js';
import { TokenPermissions } from './tokens/token-permissions.js';

/** Global, because it fills ports of features that it imports itself. */
@Global()
@Module({
  imports: [
    AccountsModule,
    AuditModule,
    CertificateKitModule,
    ClientsModule,
    SettingsModule,
    TypeOrmModule.forFeature([SigningKeyEntity]),
  ],
  providers: [
    EngineEvents,
    ArtifactStore,
    RecentArtifacts,
    UnitOfWork,
    SigningKeys,
    provideConfig(AssertionConfig),
    ClientAssertions,
    RefusedAuthentications,
    Handshakes,
    MutualTls,
    TokenPermissions,
    ApiResources,
    BoundIntrospection,
    ExchangeGrants,
    OfferedMethods,
    SignInLevels,
    SignInOrganizations,
    EntryRules,
    OrganizationSignIn,
    HeldMethods,
    IdentifierReminders,
    RequiredIdentifierRules,
    SessionLife,
    ReleaseCandidates,
    ReleaseChoices,
    ReleasedIdentifiers,
    PairwiseSecrets,
    IdentifierClaims,
    SecondTokenAddress,
    DiscoveryDocument,
    ApplicationLimit,
    RequestOutcomes,
    InteractionPages,
    {
      provide: ENGINE_EXTENSIONS,
      inject: [
        SecondTokenAddress,
        RefusedAuthentications,
        ClientAssertions,
        MutualTls,
        ApiResources,
        BoundIntrospection,
        ExchangeGrants,
        SignInLevels,
        EntryRules,
        OrganizationSignIn,
        RequiredIdentifierRules,
        SessionLife,
        IdentifierClaims,
        DiscoveryDocument,
        ApplicationLimit,
        RequestOutcomes,
      ],
      useFactory: (...all: EngineExtension[]) => all,
    },
    Engine,
    EngineInteractions,
    LogoutNotices,
    SessionEnding,
    ApplicationEnding,
    ArtifactPurge,
    AccessTokenLookup,
    IssuedTokens,
    { provide: AccountConsents, useClass: EngineConsents },
    { provide: AccountSessions, useClass: EngineSessions },
    { provide: OrganizationEndings, useClass: OrganizationEnding },
    { provide: ClientMetadataValidator, useClass: EngineClientMetadataValidator },
  ],
  exports: [
    IdentifierReminders,
    Engine,
    EngineInteractions,
    InteractionPages,
    SigningKeys,
    SessionEnding,
    ApplicationEnding,
    AccessTokenLookup,
    IssuedTokens,
    AccountConsents,
    AccountSessions,
    OrganizationEndings,
    ClientMetadataValidator,
  ],
})
export class OidcModule {}
