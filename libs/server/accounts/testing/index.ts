export { presented } from './test-provider.js';
export type { Answer } from '@postern/management/testing';
export { testPassword, TestServer } from './test-server.js';
export * from './test-actor.js';
