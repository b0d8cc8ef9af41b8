import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AuditModule } from '@postern/audit';
import { CertificateSources, CertificatesModule } from '@postern/certificates';
import { provideConfig, ServerConfig } from '@postern/config';
import { PasswordStore } from '@postern/provider-kit';
import { SignInMethodsModule } from '@postern/sign-in-methods';
import type { FastifyInstance } from 'fastify';
import { AccountClaims } from './account-claims.service.js';
import { AwaitedIdentifiersController } from './awaited/awaited-identifiers.controller.js';
import { AwaitedIdentifiers } from './awaited/awaited-identifiers.service.js';
import { AwaitedPresentations } from './awaited/awaited-presentation.service.js';
import { ProfileFieldAdministration } from './fields/profile-field-administration.service.js';
import { ProfileFieldDirectory } from './fields/profile-field-directory.service.js';
import { ProfileConditions } from './fields/profile-conditions.service.js';
import { ReleasedFields } from './fields/released-fields.service.js';
import { ProfileFieldsController } from './fields/profile-fields.controller.js';
import { AccountGroups } from './groups/account-groups.service.js';
import { GroupAdministration } from './groups/group-administration.service.js';
import { GroupDirectory } from './groups/group-directory.service.js';
import { GroupsController, UserGroupsController } from './groups/groups.controller.js';
import { AccountIdentifierLookup } from './identifiers/account-identifier-lookup.js';
import { peoplesCertificates } from './identifiers/certificate-source.js';
import { CertificateIdentifiers } from './identifiers/certificate-identifiers.js';
import { ExpiringCertificates } from './identifiers/expiring-certificates.service.js';
import { IdentifierViews } from './identifiers/identifier-views.js';
import { Identifiers } from './identifiers/identifiers.service.js';
import { IdentifierLinks } from './identifiers/identifier-links.js';
import { IdentifierRemoval } from './identifiers/identifier-removal.js';
import { PresentableIdentifiers } from './identifiers/presentable-identifiers.js';
import { ReleasableIdentifiers } from './identifiers/releasable-identifiers.js';
import { Renewals } from './identifiers/renewals.js';
import { OwnCertificates } from './identifiers/own-certificates.service.js';
import { UnlinkedCertificates } from './identifiers/unlinked-certificates.js';
import { UnlinkedCertificateViews } from './identifiers/unlinked-certificate-views.js';
import { ImportIntake } from './import/import-intake.service.js';
import { ImportJudge } from './import/import-judge.service.js';
import { ImportPurge } from './import/import-purge.js';
import { ImportWork } from './import/import-work.service.js';
import { UserImports } from './import/user-imports.service.js';
import { importTypes, UserImportsController } from './import/user-imports.controller.js';
import { LinkingController } from './linking/linking.controller.js';
import { Linking } from './linking/linking.service.js';
import { NewAccounts } from './new-accounts/new-accounts.service.js';
import { RefreshedAccountDetails } from './new-accounts/refreshed-details.service.js';
import { ConsentWithdrawal } from './profile/consent-withdrawal.service.js';
import { OwnAccountController } from './profile/own-account.controller.js';
import { OwnAccountDeletion } from './profile/own-account-deletion.service.js';
import { OwnApplicationsController } from './profile/own-applications.controller.js';
import { OwnDataExport } from './profile/own-data-export.service.js';
import { OwnIdentifiersController } from './profile/own-identifiers.controller.js';
import { OwnUnlinkedCertificatesController } from './profile/own-unlinked-certificates.controller.js';
import { OwnSessionsController } from './profile/own-sessions.controller.js';
import { PasswordChange } from './profile/password-change.service.js';
import { ProfileController } from './profile/profile.controller.js';
import { Profiles } from './profile/profiles.service.js';
import { AccountSeeder } from './seed/account-seeder.js';
import { SessionEndings } from './session-endings.service.js';
import { AccountPasswordStore } from './sign-in/account-password.store.js';
import { LastSignIn } from './sign-in/last-sign-in.service.js';
import { PasswordConfirmation } from './sign-in/password-confirmation.service.js';
import { SignInEnding } from './sign-in/sign-in-ending.service.js';
import { KnownBrowsers } from './sign-in/known-browsers.service.js';
import { SignInFailuresPurge } from './sign-in/sign-in-failures.purge.js';
import { SignInFailures } from './sign-in/sign-in-failures.service.js';
import { UserChanges } from './users/user-changes.service.js';
import { UserCreation } from './users/user-creation.service.js';
import { UserCredentials } from './users/user-credentials.service.js';
import { UserDirectory } from './users/user-directory.service.js';
import { UserIdentifiersController } from './users/user-identifiers.controller.js';
import { UserIdentifiers } from './users/user-identifiers.service.js';
import { UserSessionsController } from './users/user-sessions.controller.js';
import { UsersController } from './users/users.controller.js';

const shared = [
  AwaitedPresentations,
  NewAccounts,
  RefreshedAccountDetails,
  AccountClaims,
  AccountGroups,
  AccountIdentifierLookup,
  ExpiringCertificates,
  IdentifierLinks,
  LastSignIn,
  ProfileConditions,
  ReleasableIdentifiers,
  PresentableIdentifiers,
  ReleasedFields,
  Renewals,
  SignInFailures,
  UnlinkedCertificates,
  KnownBrowsers,
  { provide: PasswordStore, useClass: AccountPasswordStore },
];
const identifiers = [
  CertificateIdentifiers,
  IdentifierViews,
  Identifiers,
  IdentifierRemoval,
  SessionEndings,
  SignInEnding,
  OwnCertificates,
  UnlinkedCertificateViews,
];
const profile = [
  ConsentWithdrawal,
  Linking,
  OwnAccountDeletion,
  OwnDataExport,
  PasswordChange,
  PasswordConfirmation,
  Profiles,
];
const imports = [ImportIntake, ImportJudge, ImportPurge, ImportWork, UserImports];
const users = [
  AccountSeeder,
  AwaitedIdentifiers,
  GroupAdministration,
  GroupDirectory,
  ProfileFieldAdministration,
  ProfileFieldDirectory,
  UserChanges,
  UserCreation,
  UserCredentials,
  UserDirectory,
  UserIdentifiers,
];

/**
 * Accounts, their identifiers, the profile and the administration of users. Global, because the password provider asks for
 * `PasswordStore` and may not know this feature. Needs, bound globally by others: `PasswordHasher`, `SignInProviders`, `AccessTokens`, `AccountSessions`, `AccountConsents`, `LinkTickets`, `LinkHandoffs`, and what
 * `SignInMethodsModule` needs.
 */
@Global()
@Module({
  imports: [AuditModule, CertificatesModule, SignInMethodsModule],
  controllers: [
    ProfileController,
    OwnAccountController,
    OwnIdentifiersController,
    OwnUnlinkedCertificatesController,
    OwnSessionsController,
    OwnApplicationsController,
    LinkingController,
    UsersController,
    UserIdentifiersController,
    AwaitedIdentifiersController,
    UserImportsController,
    UserSessionsController,
    GroupsController,
    UserGroupsController,
    ProfileFieldsController,
  ],
  providers: [
    provideConfig(ServerConfig),
    ...shared,
    ...identifiers,
    ...profile,
    ...users,
    ...imports,
    SignInFailuresPurge,
  ],
  exports: [...shared.map((provider) => ('provide' in provider ? provider.provide : provider))],
})
export class AccountsModule implements OnModuleInit {
  constructor(
    certificates: CertificateSources,
    private readonly host: HttpAdapterHost,
  ) {
    certificates.add(peoplesCertificates);
  }

  /** Files with people are left to the route, which reads them as they come in. */
  onModuleInit(): void {
    // A command, such as the one that writes the first data, has no HTTP server, whatever the type says.
    const { httpAdapter } = this.host as { readonly httpAdapter: HttpAdapterHost['httpAdapter'] | null };
    const fastify = httpAdapter?.getInstance<FastifyInstance>();
    fastify?.addContentTypeParser([...importTypes], (_request, _body, done) => done(null));
  }
}
