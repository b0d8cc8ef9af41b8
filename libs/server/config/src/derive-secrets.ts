import { hkdfSync } from 'node:crypto';
import type { ServerConfig } from './server.config.js';

/** The key that encrypts and signs, and those that still open and verify. */
export type EncryptionKeys = Pick<ServerConfig, 'POSTERN_ENCRYPTION_KEY' | 'POSTERN_ENCRYPTION_KEY_PREVIOUS'>;

export type Secrets = readonly [current: Buffer, ...others: Buffer[]];

const derive = (key: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(key, 'base64'), 'postern', purpose, 32));

/**
 * Secrets for one purpose, one of each encryption key (HKDF-SHA-256, RFC 5869).
 *
 * @param purpose names the use; different purposes give unrelated secrets
 * @returns 32 bytes each; the first is the one to use, the others are what former servers used and those of tomorrow will
 */
export const deriveSecrets = (
  { POSTERN_ENCRYPTION_KEY, POSTERN_ENCRYPTION_KEY_PREVIOUS }: EncryptionKeys,
  purpose: string,
): Secrets => [
  derive(POSTERN_ENCRYPTION_KEY, purpose),
  ...POSTERN_ENCRYPTION_KEY_PREVIOUS.map((key) => derive(key, purpose)),
];
