import { randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { LaunchError } from './launch-error.js';
import type { Paths } from './paths.js';
import { readIfPresent, writePrivate } from './private-files.js';

/** An encryption key that was replaced. */
interface FormerKey {
  readonly key: string;
  /** When the last cookie signed under it has expired, ISO 8601. */
  readonly until: string;
}

/** Everything secret that a local installation needs; made once, kept in `secrets.json` (0600). */
export interface Secrets {
  /** Base64, 32 bytes. */
  readonly encryptionKey: string;
  /** Keys that were in use before, newest first; absent before the first change. */
  readonly formerEncryptionKeys?: readonly FormerKey[];
  readonly proxySecret: string;
  readonly databasePassword: string;
  readonly demoClientSecret: string;
  readonly adminPassword: string;
  /** By username. */
  readonly userPasswords: Readonly<Record<'alice' | 'bob', string>>;
  readonly p12Password: string;
}

// Without letters and digits that look alike.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password that a person can type: four groups of four, 79 bits. */
export const readablePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')).join(
    '-',
  );

const create = (): Secrets => ({
  encryptionKey: randomBytes(32).toString('base64'),
  proxySecret: randomBytes(32).toString('base64url'),
  databasePassword: randomBytes(24).toString('base64url'),
  demoClientSecret: randomBytes(32).toString('base64url'),
  adminPassword: readablePassword(),
  userPasswords: { alice: readablePassword(), bob: readablePassword() },
  p12Password: readablePassword(),
});

export const loadSecrets = (paths: Paths): { readonly secrets: Secrets; readonly isNew: boolean } => {
  const text = readIfPresent(paths.secrets);
  if (text !== undefined) {
    try {
      return { secrets: JSON.parse(text) as Secrets, isNew: false };
    } catch {
      throw new LaunchError(`${paths.secrets} is damaged. Restore it, or begin anew with npm start -- --reset.`);
    }
  }
  if (existsSync(paths.db)) {
    throw new LaunchError(
      `${paths.secrets} is gone, and without it the database in ${paths.db} cannot be opened. Restore it, or begin anew with npm start -- --reset.`,
    );
  }
  const secrets = create();
  saveSecrets(paths, secrets);
  return { secrets, isNew: true };
};

/** Milliseconds: as long as a session lives without a visit, which is when its cookie is signed anew. */
const cookieLifetime = 14 * 86_400_000;

/** A new encryption key; the present one goes on opening what was stored and signed under it. */
export const renewEncryptionKey = (secrets: Secrets, now = Date.now()): Secrets => ({
  ...secrets,
  encryptionKey: randomBytes(32).toString('base64'),
  formerEncryptionKeys: [
    { key: secrets.encryptionKey, until: new Date(now + cookieLifetime).toISOString() },
    ...(secrets.formerEncryptionKeys ?? []),
  ],
});

/** Without the former keys that nothing can be signed under any more; only once nothing is encrypted under them either. */
export const forgetFormerKeys = (secrets: Secrets, now = Date.now()): Secrets => ({
  ...secrets,
  formerEncryptionKeys: secrets.formerEncryptionKeys?.filter(({ until }) => Date.parse(until) > now),
});

export const saveSecrets = (paths: Paths, secrets: Secrets): void =>
  writePrivate(paths.secrets, `${JSON.stringify(secrets, null, 2)}\n`);
