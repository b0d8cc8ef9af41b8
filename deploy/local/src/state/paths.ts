import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LaunchError } from './launch-error.js';

/** Where everything lies. All paths are absolute. */
export interface Paths {
  /** The checkout. */
  readonly repository: string;
  /** State: `.postern/`, or `POSTERN_HOME`. */
  readonly home: string;
  readonly pki: string;
  /** Data of the embedded PostgreSQL; a link where it has to live elsewhere. */
  readonly db: string;
  readonly nginx: string;
  readonly logs: string;
  readonly run: string;
  /** Unix sockets. Usually `run`; a short path elsewhere when that one is too long for a socket. */
  readonly sockets: string;
  readonly secrets: string;
  readonly seed: string;
  /** What the database was seeded with last, as digests. */
  readonly seedStamp: string;
  readonly posternJson: string;
  /** The gateway's generations and epoch; the agent's (deploy/nginx-agent). */
  readonly gateway: string;
  /** Trust anchors of all enabled mTLS methods, written by the server. */
  readonly trustAnchors: string;
}

// sun_path holds 108 bytes on Linux and 104 on macOS; the longest of our names is "certificate-1.sock".
const longestSocketFolder = 104 - '/certificate-1.sock'.length - 1;

/** src/ and dist/ lie equally deep, so this holds for both. */
const repository = fileURLToPath(new URL('../../../../', import.meta.url)).replace(/[\\/]$/, '');

/** A short name for a state folder, the same at every start. */
export const homeKey = (home: string): string => createHash('sha256').update(home).digest('hex').slice(0, 12);

export const resolvePaths = (homeOption: string | undefined): Paths => {
  const home = resolve(homeOption || join(repository, '.postern'));
  for (const path of [home, repository]) {
    if (/["$\\\n]/.test(path)) {
      throw new LaunchError(
        `The path ${path} contains a character that Nginx cannot take (", $ or \\). Use another folder.`,
      );
    }
  }
  const run = join(home, 'run');
  return {
    repository,
    home,
    pki: join(home, 'pki'),
    db: join(home, 'db'),
    nginx: join(home, 'nginx'),
    logs: join(home, 'logs'),
    run,
    sockets: Buffer.byteLength(run) <= longestSocketFolder ? run : join(tmpdir(), `postern-${homeKey(home)}`),
    secrets: join(home, 'secrets.json'),
    seed: join(home, 'seed.json'),
    seedStamp: join(home, 'seeded.json'),
    posternJson: join(home, 'postern.json'),
    gateway: join(home, 'gateway'),
    trustAnchors: join(run, 'trust-anchors.pem'),
  };
};
