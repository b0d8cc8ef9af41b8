import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { EncryptionKeys } from './derive-secrets.js';
import { KeyEncryption, SealedSecretError } from './key-encryption.js';

const newKey = (): string => randomBytes(32).toString('base64');
const keys = (current: string, ...previous: readonly string[]): EncryptionKeys => ({
  POSTERN_ENCRYPTION_KEY: current,
  POSTERN_ENCRYPTION_KEY_PREVIOUS: [...previous],
});
const encryptionWith = (...all: readonly [string, ...string[]]) => new KeyEncryption(keys(...all), 'tests');

const [key, former, foreign] = [newKey(), newKey(), newKey()];
const encryption = encryptionWith(key);

describe('secrets at rest', () => {
  it('decrypt with the key', () => {
    expect(encryption.decrypt(encryption.encrypt('secret', 'row 1'), 'row 1')).toBe('secret');
  });

  it('do not decrypt in another row, for another purpose, or under another key', () => {
    const sealed = encryption.encrypt('secret', 'row 1');

    expect(() => encryption.decrypt(sealed, 'row 2')).toThrow(SealedSecretError);
    expect(() => new KeyEncryption(keys(key), 'something else').decrypt(sealed, 'row 1')).toThrow(SealedSecretError);
    expect(() => encryptionWith(foreign).decrypt(sealed, 'row 1')).toThrow('POSTERN_ENCRYPTION_KEY');
  });

  it('do not decrypt when any byte was changed, with one key or several', () => {
    const sealed = encryption.encrypt('secret', 'row 1');
    for (const [index] of sealed.entries()) {
      const changed = Buffer.from(sealed);
      changed[index]! ^= 1;
      expect(() => encryption.decrypt(changed, 'row 1')).toThrow(SealedSecretError);
      expect(() => encryptionWith(former, key).decrypt(changed, 'row 1')).toThrow(SealedSecretError);
    }
  });

  it.each([0, 1, 12, 27])('do not decrypt when only %d bytes are left', (length) => {
    const sealed = encryption.encrypt('', 'row 1');

    expect(() => encryption.decrypt(sealed.subarray(0, length), 'row 1')).toThrow(SealedSecretError);
  });

  it('look different each time', () => {
    expect(encryption.encrypt('secret', 'row 1')).not.toEqual(encryption.encrypt('secret', 'row 1'));
  });

  it('decrypt in the format of the first release', () => {
    const first = new KeyEncryption(keys(Buffer.alloc(32, 7).toString('base64')), 'signing keys at rest');
    const stored = Buffer.from('8gImY8A2HhojCHofkt44r+8+3jrmsXbR0IHCaNKBbUSIjA==', 'base64');

    expect(first.decrypt(stored, 'row 1')).toBe('secret');
  });
});

describe('secrets at rest while the key is changed', () => {
  const changing = encryptionWith(key, former);

  it('decrypt under each of the keys', () => {
    for (const each of [encryptionWith(former), encryption]) {
      expect(changing.decrypt(each.encrypt('secret', 'row 1'), 'row 1')).toBe('secret');
    }
    expect(() => changing.decrypt(encryptionWith(foreign).encrypt('secret', 'row 1'), 'row 1')).toThrow(
      SealedSecretError,
    );
  });

  it('are encrypted under the first one only', () => {
    const sealed = changing.encrypt('secret', 'row 1');

    expect(encryption.decrypt(sealed, 'row 1')).toBe('secret');
    expect(() => encryptionWith(former).decrypt(sealed, 'row 1')).toThrow(SealedSecretError);
  });

  it('are renewed into the same row and under the first key, once', () => {
    const sealed = encryptionWith(former).encrypt('secret', 'row 1');

    const renewed = changing.renew(sealed, 'row 1');

    expect(encryption.decrypt(renewed!, 'row 1')).toBe('secret');
    expect(() => encryption.decrypt(renewed!, 'row 2')).toThrow(SealedSecretError);
    expect(changing.renew(renewed!, 'row 1')).toBeUndefined();
    expect(() => changing.renew(sealed, 'row 2')).toThrow(SealedSecretError);
  });
});
