export * from './ports.js';
export * from './sign-in-provider.js';
