import { Global, Injectable, Module } from '@nestjs/common';
import { AccountClaims, IdentityLinks } from '@postern/accounts';
import { provideConfig, ServerConfig } from '@postern/config';
import { AccessTokens } from '@postern/management';
import { AccessTokenLookup, SessionEnding } from '@postern/oidc';
import { SignInMethodDirectory } from '@postern/provider-kit';
import { IdentityLookup, SessionsOfMethod, SignInMethods, SignInMethodsModule } from '@postern/sign-in-methods';

@Injectable()
class AccountIdentityLookup extends IdentityLookup {
  constructor(
    private readonly links: IdentityLinks,
    private readonly accounts: AccountClaims,
  ) {
    super();
  }

  async findBySubject(methodId: string, subject: string): ReturnType<IdentityLookup['findBySubject']> {
    const linked = await this.links.findBySubject(methodId, subject);
    if (linked === undefined) return undefined;
    const account = await this.accounts.find(linked.accountId);
    const { preferred_username: login = '', name = '' } = account?.claims ?? {};
    return { id: linked.accountId, login, name, status: linked.status };
  }
}

@Injectable()
class EngineSessionsOfMethod extends SessionsOfMethod {
  constructor(private readonly ending: SessionEnding) {
    super();
  }

  endByMethod(...[methodId, transaction]: Parameters<SessionsOfMethod['endByMethod']>): Promise<void> {
    return this.ending.byMethod(methodId, transaction);
  }
}

/** Binds the ports of features to other features' services where neither may know the other. */
@Global()
@Module({
  imports: [SignInMethodsModule],
  providers: [
    provideConfig(ServerConfig),
    { provide: AccessTokens, useExisting: AccessTokenLookup },
    { provide: IdentityLookup, useClass: AccountIdentityLookup },
    { provide: SessionsOfMethod, useClass: EngineSessionsOfMethod },
    { provide: SignInMethodDirectory, useExisting: SignInMethods },
  ],
  exports: [ServerConfig, AccessTokens, IdentityLookup, SessionsOfMethod, SignInMethodDirectory],
})
export class PortsModule {}
