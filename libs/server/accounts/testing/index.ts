export { presented } from './test-provider.js';
export { type Answer, testPassword, TestServer } from './test-server.js';
export * from './test-actor.js';
