import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { PosternConfig } from '@postern/local';

const dist = fileURLToPath(new URL('../../../server/dist/', import.meta.url));

/**
 * Runs one of the server's commands as an administrator of the machine would, with the server's own environment.
 *
 * @param others variables that are different
 * @throws Error with `stderr` when it fails
 */
export const runServerCommand = async (
  { origins, database, sockets, logs }: PosternConfig,
  command: 'rotate-keys' | 'reencrypt-keys' | 'main',
  others: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const { encryptionKey, proxySecret } = JSON.parse(
    readFileSync(join(dirname(logs), 'secrets.json'), 'utf8'),
  ) as Record<string, string>;
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    PUBLIC_ORIGIN: origins.public,
    MTLS_ORIGIN: origins.mtls,
    PUBLIC_SOCKET: sockets[0]?.public,
    MTLS_SOCKET: sockets[0]?.mtls,
    DATABASE_URL: database.url,
    POSTERN_ENCRYPTION_KEY: encryptionKey,
    PROXY_SECRET: proxySecret,
    ...others,
  };
  const { stdout } = await promisify(execFile)(process.execPath, [join(dist, `${command}.js`)], { env });
  return stdout;
};
