export * from './in-memory-access-tokens.js';
export * from './test-api.js';
export * from './problem-texts.js';
