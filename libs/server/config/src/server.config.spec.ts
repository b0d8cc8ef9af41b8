import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readConfig } from './read-config.js';
import { ServerConfig } from './server.config.js';

const key = (): string => randomBytes(32).toString('base64');
const read = (environment: Readonly<Record<string, string>>) =>
  readConfig(ServerConfig, {
    PUBLIC_ORIGIN: 'https://id.test',
    PUBLIC_SOCKET: '/run/public.sock',
    MTLS_SOCKET: '/run/mtls.sock',
    POSTERN_ENCRYPTION_KEY: key(),
    ...environment,
  });

// Passphrases, words in base64, keys of another length, and an all-zero key.
const weak = ['secret', 'c2VjcmV0', randomBytes(16).toString('base64'), Buffer.alloc(32).toString('base64')];

describe('the encryption key', () => {
  it('has no default', () => {
    expect(() => read({ POSTERN_ENCRYPTION_KEY: '' })).toThrow(
      'POSTERN_ENCRYPTION_KEY: must be set to 32 random bytes',
    );
  });

  it.each(weak)('is refused when it is weak: %s', (value) => {
    expect(() => read({ POSTERN_ENCRYPTION_KEY: value })).toThrow('POSTERN_ENCRYPTION_KEY: must be set to 32 random');
  });

  it('may have former keys, which must be as strong', () => {
    const [one, other] = [key(), key()];

    expect(read({}).POSTERN_ENCRYPTION_KEY_PREVIOUS).toEqual([]);
    expect(read({ POSTERN_ENCRYPTION_KEY_PREVIOUS: `${one}, ${other}` }).POSTERN_ENCRYPTION_KEY_PREVIOUS).toEqual([
      one,
      other,
    ]);
    for (const value of weak) {
      expect(() => read({ POSTERN_ENCRYPTION_KEY_PREVIOUS: `${one},${value}` })).toThrow(
        'POSTERN_ENCRYPTION_KEY_PREVIOUS: must be keys like POSTERN_ENCRYPTION_KEY',
      );
    }
  });

  it('is not shown in error messages', () => {
    expect(() => read({ POSTERN_ENCRYPTION_KEY: 'c2VjcmV0' })).not.toThrow('c2VjcmV0');
  });
});
