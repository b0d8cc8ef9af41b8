import { Module } from '@nestjs/common';
import { AuditModule } from '@postern/audit';
import { SignInMethodDirectory } from '@postern/provider-kit';
import { AffectedAccountsOfRules } from './administration/affected-accounts.service.js';
import { EventCertificatesController } from './administration/event-certificates.controller.js';
import { EventCertificates } from './administration/event-certificates.service.js';
import { MethodAdministration } from './administration/method-administration.service.js';
import { MethodRecords } from './administration/method-records.service.js';
import { MethodSeeder } from './administration/method-seeder.js';
import { MethodStore } from './administration/method-store.js';
import { MethodTest } from './administration/method-test.service.js';
import { TrialMethods } from './administration/trial-methods.js';
import { OwnedMethods } from './administration/owned-methods.service.js';
import { OwnersAccess } from './administration/owners-access.service.js';
import { PresentedCertificates } from './administration/presented-certificates.service.js';
import { SignInMethodsController } from './administration/sign-in-methods.controller.js';
import { ApplicationListsController } from './lists/application-lists.controller.js';
import { ApplicationLists } from './lists/application-lists.service.js';
import { MethodLogoController } from './method-logo.controller.js';
import { MethodSnapshots } from './reading/method-snapshots.js';
import { SignInMethods } from './reading/sign-in-methods.service.js';

/**
 * Sign-in methods and their administration. Needs, bound globally by others: `SignInProviders`, `AccessTokens`,
 * `IdentifierLookup`, `SessionsOfMethod`.
 */
@Module({
  imports: [AuditModule],
  controllers: [ApplicationListsController, SignInMethodsController, EventCertificatesController, MethodLogoController],
  providers: [
    ApplicationLists,
    MethodSnapshots,
    SignInMethods,
    { provide: SignInMethodDirectory, useExisting: SignInMethods },
    MethodStore,
    MethodRecords,
    MethodAdministration,
    MethodSeeder,
    MethodTest,
    TrialMethods,
    PresentedCertificates,
    EventCertificates,
    AffectedAccountsOfRules,
    OwnedMethods,
    OwnersAccess,
  ],
  exports: [OwnedMethods, OwnersAccess, SignInMethods, SignInMethodDirectory, MethodSeeder],
})
export class SignInMethodsModule {}
