import { Module } from '@nestjs/common';
import { AccessModule } from '@postern/access';
import { AccountsModule } from '@postern/accounts';
import { AppearanceModule } from '@postern/appearance';
import { AuditModule } from '@postern/audit';
import { CertificateOriginsModule } from '@postern/certificate-origins';
import { CertificatesModule } from '@postern/certificates';
import { ClientsModule } from '@postern/clients';
import { DatabaseModule } from '@postern/database';
import { GatewayModule } from '@postern/gateway';
import { InteractionsModule } from '@postern/interactions';
import { ManagementModule } from '@postern/management';
import { OidcModule } from '@postern/oidc';
import { OrganizationsModule } from '@postern/organizations';
import { SignInProvidersModule } from '@postern/provider-registry';
import { RevocationModule } from '@postern/revocation';
import { SignInMethodsModule } from '@postern/sign-in-methods';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { entities } from './wiring/entities.js';
import { problemTexts } from './wiring/problem-texts.js';
import { PortsModule } from './wiring/ports.module.js';

/** The whole server. */
@Module({
  imports: [
    PortsModule,
    DatabaseModule.forRoot([...entities]),
    ManagementModule.forRoot(problemTexts),
    SignInProvidersModule,
    AppearanceModule,
    AuditModule,
    CertificateOriginsModule,
    CertificatesModule,
    SignInMethodsModule,
    AccountsModule,
    OrganizationsModule,
    ClientsModule,
    OidcModule,
    AccessModule,
    InteractionsModule,
    GatewayModule,
    RevocationModule,
  ],
  controllers: [HealthController],
  providers: [Readiness],
})
export class AppModule {}
