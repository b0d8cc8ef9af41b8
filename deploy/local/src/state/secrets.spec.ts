import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Paths, resolvePaths } from './paths.js';
import { forgetFormerKeys, loadSecrets, renewEncryptionKey } from './secrets.js';
import { serverEnvironment, type ServerSettings } from '../services/server-process.js';

const day = 86_400_000;
let paths: Paths;

beforeEach(() => {
  paths = resolvePaths(mkdtempSync(join(tmpdir(), 'postern-secrets-')));
});
afterEach(() => rmSync(paths.home, { recursive: true, force: true }));

describe('the secrets of an installation', () => {
  it('are made once, and only their owner can read them', () => {
    const first = loadSecrets(paths);

    expect(first.isNew).toBe(true);
    expect(loadSecrets(paths)).toEqual({ secrets: first.secrets, isNew: false });
    expect(statSync(paths.secrets).mode & 0o777).toBe(0o600);
  });

  it('are not made anew for a database that was encrypted under others', () => {
    mkdirSync(paths.db);

    expect(() => loadSecrets(paths)).toThrow(`${paths.secrets} is gone`);
    expect(existsSync(paths.secrets)).toBe(false);
  });

  it('that are damaged stop the start', () => {
    writeFileSync(paths.secrets, '{"encryptionKey": "abc');

    expect(() => loadSecrets(paths)).toThrow(`${paths.secrets} is damaged`);
  });
});

describe('a new encryption key', () => {
  const now = Date.parse('2026-11-28T00:00:00Z');

  it('is used by the server, which knows the former ones too', () => {
    const { secrets: first } = loadSecrets(paths);

    const secrets = renewEncryptionKey(renewEncryptionKey(first, now), now);

    const settings = { paths, origins: {}, secrets, databaseUrl: '', revocationLists: [], env: {} };
    const environment = serverEnvironment(settings as unknown as ServerSettings);
    const [second] = secrets.formerEncryptionKeys ?? [];
    expect(environment['POSTERN_ENCRYPTION_KEY']).toBe(secrets.encryptionKey);
    expect(environment['POSTERN_ENCRYPTION_KEY_PREVIOUS']).toBe(`${second?.key},${first.encryptionKey}`);
    expect(new Set([first.encryptionKey, second?.key, secrets.encryptionKey]).size).toBe(3);
  });

  it('leaves the former one in force for as long as a cookie lives', () => {
    const { secrets } = loadSecrets(paths);
    const renewed = renewEncryptionKey(secrets, now);

    expect(forgetFormerKeys(renewed, now + 14 * day - 1).formerEncryptionKeys).toHaveLength(1);
    expect(forgetFormerKeys(renewed, now + 14 * day).formerEncryptionKeys).toEqual([]);
  });
});
