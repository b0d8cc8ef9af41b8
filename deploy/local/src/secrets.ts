import { randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { LaunchError } from './launch-error.js';
import type { Paths } from './paths.js';
import { readIfPresent, writePrivate } from './private-files.js';

/** Everything secret that a local installation needs; made once, kept in `secrets.json` (0600). */
export interface Secrets {
  /** Base64, 32 bytes. */
  readonly encryptionKey: string;
  readonly proxySecret: string;
  readonly databasePassword: string;
  readonly demoClientSecret: string;
  readonly adminPassword: string;
  /** By login. */
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

export const saveSecrets = (paths: Paths, secrets: Secrets): void =>
  writePrivate(paths.secrets, `${JSON.stringify(secrets, null, 2)}\n`);
