import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KeyEncryption } from './key-encryption.js';

const encryptionKey = randomBytes(32).toString('base64');
const encryption = new KeyEncryption(encryptionKey, 'tests');

describe('secrets at rest', () => {
  it('open for whoever has the key', () => {
    expect(encryption.decrypt(encryption.encrypt('secret', 'row 1'), 'row 1')).toBe('secret');
  });

  it('do not open in another row, for another purpose, or under another key', () => {
    const sealed = encryption.encrypt('secret', 'row 1');

    expect(() => encryption.decrypt(sealed, 'row 2')).toThrow();
    expect(() => new KeyEncryption(encryptionKey, 'something else').decrypt(sealed, 'row 1')).toThrow();
    expect(() => new KeyEncryption(randomBytes(32).toString('base64'), 'tests').decrypt(sealed, 'row 1')).toThrow();
  });

  it('do not open when a byte was changed, wherever', () => {
    const sealed = encryption.encrypt('secret', 'row 1');
    for (const [index] of sealed.entries()) {
      const changed = Buffer.from(sealed);
      changed[index]! ^= 1;
      expect(() => encryption.decrypt(changed, 'row 1')).toThrow();
    }
  });

  it('look different each time', () => {
    expect(encryption.encrypt('secret', 'row 1')).not.toEqual(encryption.encrypt('secret', 'row 1'));
  });
});
