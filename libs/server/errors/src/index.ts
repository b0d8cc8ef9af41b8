export * from './domain-errors.js';
export * from './domain.error.js';
