import { Global, Injectable, Module } from '@nestjs/common';
import { AccountIdentifierLookup } from '@postern/accounts';
import { provideConfig, ServerConfig } from '@postern/config';
import { CallerTokens } from '@postern/gateway';
import { AccessTokens } from '@postern/management';
import { AccessTokenLookup, IssuedTokens, SessionEnding } from '@postern/oidc';
import { SignInMethodDirectory } from '@postern/provider-kit';
import { CertificateSessions, type EndedByCertificate } from '@postern/revocation';
import { IdentifierLookup, SessionsOfMethod, SignInMethods, SignInMethodsModule } from '@postern/sign-in-methods';

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

/** Binds the ports of features to other features' services where neither may know the other. */
@Global()
@Module({
  imports: [SignInMethodsModule],
  providers: [
    provideConfig(ServerConfig),
    { provide: AccessTokens, useExisting: AccessTokenLookup },
    { provide: CallerTokens, useExisting: IssuedTokens },
    { provide: CertificateSessions, useClass: EngineCertificateSessions },
    { provide: IdentifierLookup, useExisting: AccountIdentifierLookup },
    { provide: SessionsOfMethod, useClass: EngineSessionsOfMethod },
    { provide: SignInMethodDirectory, useExisting: SignInMethods },
  ],
  exports: [
    ServerConfig,
    AccessTokens,
    CallerTokens,
    CertificateSessions,
    IdentifierLookup,
    SessionsOfMethod,
    SignInMethodDirectory,
  ],
})
export class PortsModule {}
