import { createHash } from 'node:crypto';

/** Lower-case hexadecimal. */
export const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** Lower-case hexadecimal; only to compare with what others computed (Nginx's `$ssl_client_fingerprint`). */
export const sha1 = (data: Uint8Array): string => createHash('sha1').update(data).digest('hex');

/** `x5t#S256` (RFC 8705 §3.1): SHA-256 of the DER, base64url. */
export const x5tS256 = (der: Uint8Array): string => createHash('sha256').update(der).digest('base64url');
