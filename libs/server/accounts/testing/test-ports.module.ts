import { Global, Module } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { InvalidError } from '@postern/errors';
import { PasswordHasher, type SignInProvider, SignInProviders } from '@postern/provider-kit';
import { IdentifierLookup, SessionsOfMethod } from '@postern/sign-in-methods';
import { AccountConsents, AccountIdentifierLookup, AccountSessions, LinkHandoffs, LinkTickets } from '../src/index.js';
import { InMemoryConsents } from './in-memory-consents.js';
import { InMemoryHandoffs } from './in-memory-handoffs.js';
import { InMemorySessions } from './in-memory-sessions.js';
import { TestCertificateProvider } from './test-provider.js';

/** argon2id with the least work it takes, so that tests do not wait for it. */
class QuickPasswordHasher implements PasswordHasher {
  readonly shortest = 15;

  async hash(password: string): Promise<string> {
    if (password.length < this.shortest)
      throw new InvalidError('password.too_short', undefined, [{ path: 'password', message: 'is short' }]);
    return hash(password, { memoryCost: 64, timeCost: 1 });
  }

  verify(passwordHash: string, password: string): Promise<boolean> {
    return verify(passwordHash, password);
  }
}

const certificates = new TestCertificateProvider();
const password: SignInProvider = {
  descriptor: { ...certificates.descriptor, type: 'password', kind: 'form', creatable: false, linkable: false },
  paramsClass: Object,
  acr: 'urn:postern:acr:password',
  amr: ['pwd'],
};

class TestProviders implements SignInProviders {
  all(): readonly SignInProvider[] {
    return [certificates, password];
  }

  ofType(type: string): SignInProvider {
    const provider = this.all().find(({ descriptor }) => descriptor.type === type);
    if (provider === undefined) throw new InvalidError('provider.unknown_type', type);
    return provider;
  }
}

/** Stands in for what other features and providers bind. */
@Global()
@Module({
  providers: [
    { provide: PasswordHasher, useClass: QuickPasswordHasher },
    { provide: IdentifierLookup, useExisting: AccountIdentifierLookup },
    { provide: SignInProviders, useClass: TestProviders },
    { provide: SessionsOfMethod, useValue: { endByMethod: async () => () => undefined } satisfies SessionsOfMethod },
    { provide: AccountConsents, useClass: InMemoryConsents },
    { provide: AccountSessions, useClass: InMemorySessions },
    { provide: LinkHandoffs, useClass: InMemoryHandoffs },
    { provide: LinkTickets, useValue: { issue: (link: object) => JSON.stringify(link) } satisfies LinkTickets },
  ],
  exports: [
    PasswordHasher,
    IdentifierLookup,
    SignInProviders,
    SessionsOfMethod,
    AccountConsents,
    AccountSessions,
    LinkHandoffs,
    LinkTickets,
  ],
})
export class TestPortsModule {}
