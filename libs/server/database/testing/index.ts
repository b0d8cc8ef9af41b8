export * from './commit-when-awaited.js';
export * from './fewest-statements.js';
export * from './test-database.js';
