export * from './about-field.js';
export * from './domain-errors.js';
export * from './domain.error.js';
export * from './error-statuses.js';
export * from './problem-text.js';
