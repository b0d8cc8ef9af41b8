export * from './callers.js';
export * from './gateway-api.js';
export * from './decision-socket.js';
export * from './scripted-agent.js';
