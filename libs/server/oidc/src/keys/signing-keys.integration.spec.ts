import { randomBytes } from 'node:crypto';
import { ServerConfig } from '@postern/config';
import { createDataSource, type DatabaseConfig } from '@postern/database';
import { createTestDatabase, type TestDatabase } from '@postern/database/testing';
import type { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SigningKeyEntity } from './signing-key.entity.js';
import { SigningKeys } from './signing-keys.js';

let database: TestDatabase;
let source: DataSource;

const configWith = (key: string): ServerConfig => Object.assign(new ServerConfig(), { POSTERN_ENCRYPTION_KEY: key });
const encryptionKey = randomBytes(32).toString('base64');
const keys = (key = encryptionKey): SigningKeys => new SigningKeys(source, configWith(key));

beforeEach(async () => {
  database = await createTestDatabase();
  const config = { DATABASE_URL: database.url, DATABASE_POOL_SIZE: 5 } as DatabaseConfig;
  source = await createDataSource(config, [SigningKeyEntity]).initialize();
});

afterEach(async () => {
  await source.destroy();
  await database.drop();
});

describe('signing keys', () => {
  it('are made once, even by two servers that start at once', async () => {
    const [first, second] = await Promise.all([keys().load(), keys().load()]);

    expect(first.map(({ kid }) => kid).sort()).toEqual(second.map(({ kid }) => kid).sort());
    expect(first.map(({ kty }) => kty).sort()).toEqual(['EC', 'RSA']);
  });

  it('are stored encrypted', async () => {
    const [jwk] = await keys().load();

    const rows = await source.query<{ text: string }[]>('select encode(encrypted_jwk, $1) as text from signing_key', [
      'escape',
    ]);
    expect(rows.map(({ text }) => text).join()).not.toContain(String(jwk?.d).slice(0, 12));
  });

  it('cannot be decrypted with another encryption key', async () => {
    await keys().load();

    await expect(keys(randomBytes(32).toString('base64')).load()).rejects.toThrow('POSTERN_ENCRYPTION_KEY');
  });

  it('sign with the new ones first after a rotation, and keep the former ones to verify', async () => {
    const before = (await keys().load()).map(({ kid }) => kid);

    const fresh = await keys().rotate();

    const after = (await keys().load()).map(({ kid }) => kid);
    expect(after.slice(0, 2).sort()).toEqual([...fresh].sort());
    expect(after.slice(2).sort()).toEqual(before.sort());
  });
});
