export * from './fewest-statements.js';
export * from './test-database.js';
