const spelling = /^[\w+/-]+={0,2}$/;

/**
 * Reads a thumbprint as headers have it: base64url (RFC 7515 §4.1.7), or base64 as Microsoft's documents have it, padded or not.
 *
 * @param bytes length of the hash: 20 for SHA-1, 32 for SHA-256
 * @returns base64url without padding; undefined for anything else
 */
export const readThumbprint = (text: unknown, bytes: number): string | undefined => {
  if (typeof text !== 'string' || !spelling.test(text)) return undefined;
  const thumbprint = Buffer.from(text, 'base64');
  const unpadded = Math.ceil((bytes * 4) / 3);
  return thumbprint.length === bytes && text.replace(/=+$/, '').length === unpadded
    ? thumbprint.toString('base64url')
    : undefined;
};
