export * from './certificate-socket.js';
export * from './domain-errors.js';
export * from './domain.error.js';
export * from './ports.js';
export * from './public-route.js';
export * from './sign-in-provider.js';
export * from './request-origin.js';
export * from './request-scope.js';
