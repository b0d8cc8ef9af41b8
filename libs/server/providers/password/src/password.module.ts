import { Global, Module } from '@nestjs/common';
import { provideConfig } from '@postern/config';
import { PasswordHasher } from '@postern/provider-kit';
import { Argon2PasswordHasher } from './argon2-password-hasher.js';
import { PasswordPolicy } from './password-policy.js';
import { PasswordConfig } from './password.config.js';
import { PasswordProvider } from './password.provider.js';

/** Global, because accounts hash passwords through the port and may not know this provider. Needs a `PasswordStore`. */
@Global()
@Module({
  providers: [
    provideConfig(PasswordConfig),
    PasswordPolicy,
    Argon2PasswordHasher,
    { provide: PasswordHasher, useExisting: Argon2PasswordHasher },
    PasswordProvider,
  ],
  exports: [PasswordHasher, PasswordProvider],
})
export class PasswordModule {}
