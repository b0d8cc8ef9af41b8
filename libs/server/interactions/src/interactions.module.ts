import { Global, Module } from '@nestjs/common';
import { AccessModule } from '@postern/access';
import { AccountsModule, LinkHandoffs, LinkTickets } from '@postern/accounts';
import { AppearanceModule } from '@postern/appearance';
import { AuditModule } from '@postern/audit';
import { provideConfig } from '@postern/config';
import { SignInCompletion } from '@postern/provider-kit';
import { OrganizationsModule } from '@postern/organizations';
import { SettingsModule } from '@postern/settings';
import { SignInMethodsModule } from '@postern/sign-in-methods';
import { AccountLinkHandoffs } from './handoffs/account-link-handoffs.js';
import { HandoffStore } from './handoffs/handoff-store.js';
import { Judgements } from './handoffs/judgements.js';
import { ProviderSignInCompletion } from './handoffs/provider-sign-in-completion.js';
import { ExpiringCertificateCookie } from './expiring-certificate-cookie.js';
import { RefusedCertificatesPurge } from './handoffs/refused-certificates.purge.js';
import { InteractionController } from './interaction.controller.js';
import { InteractionsConfig } from './interactions.config.js';
import { BuiltPage } from './page/built-page.js';
import { SignInPage } from './page/sign-in-page.service.js';
import { AttemptLinkService } from './sign-in/attempt-link.service.js';
import { AwaitedSignIn } from './sign-in/awaited-sign-in.service.js';
import { CertificateAdmission } from './sign-in/certificate-admission.service.js';
import { NewAccountSignIn } from './sign-in/new-account.service.js';
import { CertificateReturnService } from './sign-in/certificate-return.service.js';
import { FormSignInService } from './sign-in/form-sign-in.service.js';
import { RenewedCertificates } from './sign-in/renewed-certificates.js';
import { SignInOutcomes } from './sign-in/sign-in-outcomes.js';
import { RequiredIdentifiersController } from './required-identifiers.controller.js';
import { RequiredIdentifierSteps } from './view/required-identifiers.service.js';
import { AccountLinkTickets } from './tickets/account-link-tickets.js';
import { SignInTickets } from './tickets/sign-in-tickets.js';
import { InteractionViewService } from './view/interaction-view.service.js';
import { RefusedEntry } from './view/refused-entry.service.js';
import { MethodViews } from './view/method-views.js';

/** Global, because it fills ports of providers and of accounts, which must not know it. */
@Global()
@Module({
  imports: [
    AccessModule,
    AccountsModule,
    AppearanceModule,
    AuditModule,
    OrganizationsModule,
    SettingsModule,
    SignInMethodsModule,
  ],
  controllers: [InteractionController, RequiredIdentifiersController],
  providers: [
    provideConfig(InteractionsConfig),
    SignInTickets,
    HandoffStore,
    Judgements,
    RefusedCertificatesPurge,
    InteractionViewService,
    MethodViews,
    RefusedEntry,
    BuiltPage,
    SignInPage,
    RequiredIdentifierSteps,
    ExpiringCertificateCookie,
    FormSignInService,
    CertificateReturnService,
    AttemptLinkService,
    AwaitedSignIn,
    CertificateAdmission,
    NewAccountSignIn,
    RenewedCertificates,
    SignInOutcomes,
    { provide: SignInCompletion, useClass: ProviderSignInCompletion },
    { provide: LinkTickets, useClass: AccountLinkTickets },
    { provide: LinkHandoffs, useClass: AccountLinkHandoffs },
  ],
  exports: [SignInCompletion, LinkTickets, LinkHandoffs],
})
export class InteractionsModule {}
