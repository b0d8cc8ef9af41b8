export { hasWayIn } from './administration/ways-in.js';
export { MethodSeeder, type MethodSeed } from './administration/method-seeder.js';
export { type FoundAccount, IdentifierLookup } from './identifier-lookup.port.js';
export type { ConfiguredSignInMethod, ShownSignInMethod } from './reading/configured-sign-in-method.js';
export { SignInMethods } from './reading/sign-in-methods.service.js';
export { SessionsOfMethod } from './sessions-of-method.port.js';
export { SignInMethodsModule } from './sign-in-methods.module.js';
export { SignInMethodEntity } from './sign-in-method.entity.js';
export { signInMethodProblems } from './sign-in-methods.problems.js';
