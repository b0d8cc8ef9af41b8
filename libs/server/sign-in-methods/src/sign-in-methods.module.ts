import { Module } from '@nestjs/common';
import { AuditModule } from '@postern/audit';
import { SignInMethodDirectory } from '@postern/provider-kit';
import { MethodSnapshots } from './method-snapshots.js';
import { SignInMethods } from './sign-in-methods.service.js';

/** Sign-in methods and their administration. Needs, bound globally by others: `SignInProviders`, `AccessTokens`, `IdentityLookup`, `SessionsOfMethod`. */
@Module({
  imports: [AuditModule],
  providers: [MethodSnapshots, SignInMethods, { provide: SignInMethodDirectory, useExisting: SignInMethods }],
  exports: [SignInMethods, SignInMethodDirectory],
})
export class SignInMethodsModule {}
