import { Global, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { HandoffError } from '@postern/errors';
import {
  CertificateOrigins,
  SignInCompletion,
  type SignInTicket,
  PasswordStore,
  SignInMethodDirectory,
} from '@postern/provider-kit';
import { SignInProvidersModule } from '../src/sign-in-providers.module.js';

/** A server without accounts and without methods. */
class NoAccounts extends PasswordStore {
  async countAttempt(): Promise<boolean> {
    return true;
  }

  async forgetAttempts(): Promise<void> {}
  async rehash(): Promise<void> {}
  async replaceOneTime(): Promise<undefined> {
    return undefined;
  }

  async findByUsername(): Promise<undefined> {
    return undefined;
  }
}

class NoOrigins extends CertificateOrigins {
  override servedAt(): null {
    return null;
  }
  override onChange(): void {}
}

class NoMethods extends SignInMethodDirectory {
  async find(): Promise<undefined> {
    return undefined;
  }
  async all(): Promise<[]> {
    return [];
  }
  async used(): Promise<[]> {
    return [];
  }
  async offeredAt(): Promise<[]> {
    return [];
  }
  async requiredAt(): Promise<[]> {
    return [];
  }
  async refusalAt(): Promise<null> {
    return null;
  }
  onChange(): void {}
}

class NoSignIns extends SignInCompletion {
  open(): SignInTicket {
    throw new HandoffError('ticket.invalid');
  }
  async present(): Promise<string> {
    return '';
  }
  async refuse(): Promise<string> {
    return '';
  }
  returnUrlWithoutHandoff(): string {
    return '';
  }
}

@Global()
@Module({
  providers: [
    { provide: PasswordStore, useClass: NoAccounts },
    { provide: CertificateOrigins, useClass: NoOrigins },
    { provide: SignInMethodDirectory, useClass: NoMethods },
    { provide: SignInCompletion, useClass: NoSignIns },
  ],
  exports: [CertificateOrigins, PasswordStore, SignInMethodDirectory, SignInCompletion],
})
class PortsModule {}

@Module({ imports: [PortsModule, SignInProvidersModule] })
class ProvidersOnlyModule {}

/** What the configuration classes of the providers ask the environment for. */
export const providerEnvironment = {
  PUBLIC_ORIGIN: 'https://id.example.test',
  MTLS_ORIGIN: 'https://certificate.example.test',
  MTLS_FRESH_ORIGIN: 'https://{attempt}.certificate.example.test',
  PROXY_SECRET: 'only-for-tests-0123456789abcdefghij',
  POSTERN_ENCRYPTION_KEY: Buffer.alloc(32, 'contract').toString('base64'),
  PUBLIC_SOCKET: '127.0.0.1:0',
  MTLS_SOCKET: '127.0.0.1:0',
} as const;

/** The registered providers, wired as in the server, with nothing behind their ports. */
export const createProviderContext = async (): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(ProvidersOnlyModule, { logger: false, abortOnError: false });
