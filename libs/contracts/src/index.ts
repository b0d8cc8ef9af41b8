export * from './administration.js';
export * from './certificate.js';
export * from './client-credentials.js';
export * from './error-codes.js';
export * from './interaction.js';
export * from './profile.js';
export * from './scopes.js';
export * from './sign-in-provider.js';
