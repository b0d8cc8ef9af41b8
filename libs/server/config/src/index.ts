export * from './derive-secrets.js';
export * from './key-encryption.js';
export * from './provide-config.js';
export * from './read-config.js';
export * from './sealed-column.js';
export * from './server.config.js';
