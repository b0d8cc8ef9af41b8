export { RegisteredSignInProviders } from './registered-sign-in-providers.js';
export { registeredProviders, signInProviderModules, type RegisteredProvider } from './registry.js';
export { SignInProvidersModule } from './sign-in-providers.module.js';
