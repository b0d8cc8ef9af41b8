import { Global, Module } from '@nestjs/common';
import { SignInProviders, type SignInProvider } from '@postern/provider-kit';
import { RegisteredSignInProviders } from './registered-sign-in-providers.js';
import { registeredProviders, signInProviderModules } from './registry.js';

/**
 * Binds the port `SignInProviders`. Global, because features ask for the port and may not know the registry. The
 * providers themselves need the ports that accounts, sign-in methods and interactions implement.
 */
@Global()
@Module({
  imports: [...signInProviderModules],
  providers: [
    {
      provide: SignInProviders,
      useFactory: (...providers: SignInProvider[]) => new RegisteredSignInProviders(providers),
      inject: registeredProviders.map(({ provider }) => provider),
    },
  ],
  exports: [SignInProviders],
})
export class SignInProvidersModule {}
