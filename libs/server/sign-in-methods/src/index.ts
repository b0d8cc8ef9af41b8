export type { ConfiguredMethod, ShownMethod } from './configured-method.js';
export { IdentityLookup } from './identity-lookup.port.js';
export { SessionsOfMethod } from './sessions-of-method.port.js';
export { SignInMethodsModule } from './sign-in-methods.module.js';
export { SignInMethods } from './sign-in-methods.service.js';
export { SignInProviderEntity } from './sign-in-provider.entity.js';
