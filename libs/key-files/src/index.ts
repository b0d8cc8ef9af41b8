export { type CryptoKit, type ScryptCost } from './crypto-kit.js';
export { openEncryptedKey } from './encrypted-key.js';
export { KeyFileError, type KeyFileReason } from './key-file.error.js';
export { largestKeyFile, looksLikeKeyFile, looksLikePkcs12, readPkcs12 } from './pkcs12.js';
export { type FoundBags, type FoundCertificate, type FoundKey } from './safe-bags.js';
export { mostRounds } from './work-budget.js';
