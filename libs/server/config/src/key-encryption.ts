import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveSecret } from './derive-secret.js';

const nonceLength = 12;
const tagLength = 16;

/**
 * Encrypts small secrets at rest: AES-256-GCM under a key derived from POSTERN_ENCRYPTION_KEY; `context` (for example the key id)
 * is authenticated with them, so that one row's secret does not open in another row.
 */
export class KeyEncryption {
  private readonly key: Buffer;

  /** @param purpose what is encrypted, such as `signing keys at rest`: each has a key of its own */
  constructor(encryptionKey: string, purpose: string) {
    this.key = deriveSecret(encryptionKey, purpose);
  }

  /** @returns nonce, tag and cipher text, one after the other */
  encrypt(plain: string, context: string): Buffer {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(context));
    const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  /** @throws Error when the key is another one or a byte was changed */
  decrypt(sealed: Buffer, context: string): string {
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, nonceLength), {
      authTagLength: tagLength,
    })
      .setAAD(Buffer.from(context))
      .setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]).toString(
      'utf8',
    );
  }
}
