import { Global, Injectable, Module } from '@nestjs/common';
import { AccountIdentifierLookup } from '@postern/accounts';
import { CertificateOriginsModule, ServedOrigins } from '@postern/certificate-origins';
import { AdministeringOwners } from '@postern/clients';
import { provideConfig, ServerConfig } from '@postern/config';
import { CallerTokens } from '@postern/gateway';
import { AccessTokens } from '@postern/management';
import { MethodsOfOrganization } from '@postern/organizations';
import { AccessTokenLookup, IssuedTokens, SessionEnding } from '@postern/oidc';
import { CertificateOrigins, SignInMethodDirectory } from '@postern/provider-kit';
import { CertificateSessions, type EndedByCertificate } from '@postern/revocation';
import {
  assertSomeoneAdministers,
  IdentifierLookup,
  OwnedMethods,
  OwnersAccess,
  SessionsOfMethod,
  SignInMethods,
  SignInMethodsModule,
} from '@postern/sign-in-methods';
import type { EntityManager } from 'typeorm';

@Injectable()
class EngineSessionsOfMethod extends SessionsOfMethod {
  constructor(private readonly ending: SessionEnding) {
    super();
  }

  async endByMethod(...ending: Parameters<SessionsOfMethod['endByMethod']>): Promise<() => void> {
    return (await this.ending.byMethod(...ending)).announce;
  }
}

@Injectable()
class EngineCertificateSessions extends CertificateSessions {
  constructor(private readonly ending: SessionEnding) {
    super();
  }

  end(...ending: Parameters<CertificateSessions['end']>): Promise<EndedByCertificate> {
    return this.ending.byCertificates(...ending);
  }
}

@Injectable()
class OwnersWithLinkedWays extends AdministeringOwners {
  constructor(private readonly ownersAccess: OwnersAccess) {
    super();
  }

  async assertSomeone(transaction: EntityManager, path: string): Promise<void> {
    assertSomeoneAdministers(await this.ownersAccess.lock(transaction), path);
  }
}

/** Binds ports of features to services of other features that may not import each other. */
@Global()
@Module({
  imports: [CertificateOriginsModule, SignInMethodsModule],
  providers: [
    provideConfig(ServerConfig),
    { provide: AdministeringOwners, useClass: OwnersWithLinkedWays },
    { provide: AccessTokens, useExisting: AccessTokenLookup },
    { provide: CertificateOrigins, useExisting: ServedOrigins },
    { provide: CallerTokens, useExisting: IssuedTokens },
    { provide: CertificateSessions, useClass: EngineCertificateSessions },
    { provide: IdentifierLookup, useExisting: AccountIdentifierLookup },
    { provide: MethodsOfOrganization, useExisting: OwnedMethods },
    { provide: SessionsOfMethod, useClass: EngineSessionsOfMethod },
    { provide: SignInMethodDirectory, useExisting: SignInMethods },
  ],
  exports: [
    ServerConfig,
    AdministeringOwners,
    AccessTokens,
    CallerTokens,
    CertificateOrigins,
    CertificateSessions,
    IdentifierLookup,
    MethodsOfOrganization,
    SessionsOfMethod,
    SignInMethodDirectory,
  ],
})
export class PortsModule {}
