export * from './callers.js';
export * from './gateway-api.js';
