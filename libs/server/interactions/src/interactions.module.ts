import { Global, Module } from '@nestjs/common';
import { AccountsModule, LinkHandoffs, LinkTickets } from '@postern/accounts';
import { AuditModule } from '@postern/audit';
import { provideConfig } from '@postern/config';
import { LoginCompletion } from '@postern/provider-kit';
import { SignInMethodsModule } from '@postern/sign-in-methods';
import { AccountLinkHandoffs } from './handoffs/account-link-handoffs.js';
import { HandoffStore } from './handoffs/handoff-store.js';
import { ProviderLoginCompletion } from './handoffs/provider-login-completion.js';
import { InteractionController } from './interaction.controller.js';
import { InteractionsConfig } from './interactions.config.js';
import { AttemptLinkService } from './sign-in/attempt-link.service.js';
import { CertificateReturnService } from './sign-in/certificate-return.service.js';
import { FormSignInService } from './sign-in/form-sign-in.service.js';
import { SignInCompletion } from './sign-in/sign-in-completion.js';
import { AccountLinkTickets } from './tickets/account-link-tickets.js';
import { LoginTickets } from './tickets/login-tickets.js';
import { InteractionViewService } from './view/interaction-view.service.js';
import { MethodViews } from './view/method-views.js';

/** Global, because it fills ports of providers and of accounts, which must not know it. */
@Global()
@Module({
  imports: [AccountsModule, AuditModule, SignInMethodsModule],
  controllers: [InteractionController],
  providers: [
    provideConfig(InteractionsConfig),
    LoginTickets,
    HandoffStore,
    InteractionViewService,
    MethodViews,
    FormSignInService,
    CertificateReturnService,
    AttemptLinkService,
    SignInCompletion,
    { provide: LoginCompletion, useClass: ProviderLoginCompletion },
    { provide: LinkTickets, useClass: AccountLinkTickets },
    { provide: LinkHandoffs, useClass: AccountLinkHandoffs },
  ],
  exports: [LoginCompletion, LinkTickets, LinkHandoffs],
})
export class InteractionsModule {}
