import { hkdfSync } from 'node:crypto';

/**
 * A secret for one purpose, derived from the one encryption key (HKDF-SHA-256, RFC 5869).
 *
 * @param encryptionKey POSTERN_ENCRYPTION_KEY, base64
 * @param purpose names the use; different purposes give unrelated secrets
 * @returns 32 bytes
 */
export const deriveSecret = (encryptionKey: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(encryptionKey, 'base64'), 'postern', purpose, 32));
