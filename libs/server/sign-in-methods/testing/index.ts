export * from './card-provider.js';
export * from './methods-api.js';
