export * from './authority.js';
export { toPem } from './bytes.js';
export * from './certificate.js';
export { generateKeys, type KeyAlgorithm, type SignatureHash } from './keys.js';
export * from './pkcs12.js';
export { readIssued } from './read-issued.js';
export { manyEntries } from './many-entries.js';
export * from './revocation-list.js';
