import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveSecrets, type EncryptionKeys, type Secrets } from './derive-secrets.js';

const nonceLength = 12;
const tagLength = 16;

/** None of the encryption keys decrypts a stored secret: it was encrypted under another key, or changed. */
export class SealedSecretError extends Error {
  override readonly name = 'SealedSecretError';

  constructor() {
    super('what is stored opens with none of the keys in POSTERN_ENCRYPTION_KEY and POSTERN_ENCRYPTION_KEY_PREVIOUS');
  }
}

/**
 * Encrypts small secrets at rest: AES-256-GCM under keys derived from the encryption keys; `context` (for example the key id)
 * is authenticated with them, so that one row's secret does not open in another row. The cipher text does not name its key:
 * each is tried, and the tag says which one it is (docs/adr/0014).
 */
export class KeyEncryption {
  private readonly keys: Secrets;

  /** @param purpose what is encrypted, such as `signing keys at rest`: each has a key of its own */
  constructor(encryptionKeys: EncryptionKeys, purpose: string) {
    this.keys = deriveSecrets(encryptionKeys, purpose);
  }

  /** @returns nonce, tag and cipher text, one after the other */
  encrypt(plain: string, context: string): Buffer {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', this.keys[0], nonce).setAAD(Buffer.from(context));
    const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  /** @throws SealedSecretError when it was encrypted under none of the keys, or a byte was changed */
  decrypt(sealed: Buffer, context: string): string {
    return this.find(sealed, context).plain;
  }

  /**
   * @returns the same secret under the key that encrypts now; undefined when it is already
   * @throws SealedSecretError
   */
  renew(sealed: Buffer, context: string): Buffer | undefined {
    const { plain, isCurrent } = this.find(sealed, context);
    return isCurrent ? undefined : this.encrypt(plain, context);
  }

  private find(sealed: Buffer, context: string): { readonly plain: string; readonly isCurrent: boolean } {
    for (const key of this.keys) {
      const plain = open(key, sealed, context);
      if (plain !== undefined) return { plain, isCurrent: key === this.keys[0] };
    }
    throw new SealedSecretError();
  }
}

const open = (key: Buffer, sealed: Buffer, context: string): string | undefined => {
  if (sealed.length < nonceLength + tagLength) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), { authTagLength: tagLength })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
  const plain = decipher.update(sealed.subarray(nonceLength + tagLength));
  try {
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  } catch {
    // The tag does not fit: another key, another row, or a changed byte.
    return undefined;
  }
};
