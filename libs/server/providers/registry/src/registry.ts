import type { Type } from '@nestjs/common';
import type { SignInProvider } from '@postern/provider-kit';
import { MtlsModule, MtlsProvider } from '@postern/provider-mtls';
import { PasswordModule, PasswordProvider } from '@postern/provider-password';

/** A provider, and the module that makes it; the module exports the provider. */
export interface RegisteredProvider {
  readonly module: Type;
  readonly provider: Type<SignInProvider>;
}

/** Every sign-in provider that this server is built with. `nx g @postern/generators:sign-in-provider` adds a line. */
export const registeredProviders: readonly RegisteredProvider[] = [
  { module: MtlsModule, provider: MtlsProvider },
  { module: PasswordModule, provider: PasswordProvider },
];

export const signInProviderModules: readonly Type[] = registeredProviders.map(({ module }) => module);
