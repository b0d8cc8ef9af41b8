import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { forgetSeed, type Installation } from '../installation/installation.js';
import type { Launch } from './launch-progress.js';
import { LaunchError } from '../state/launch-error.js';
import {
  createDatabase,
  databaseUrl,
  describeCluster,
  initialiseCluster,
  waitForDatabase,
} from '../postgres/cluster.js';
import { placeDatabase } from '../postgres/database-place.js';
import type { ProcessSet } from '../processes/process-set.js';
import { SupervisedProcess, type SupervisorHooks } from '../processes/supervised-process.js';

/** Starts the embedded database, or looks whether the given one answers; returns its address. */
export const startDatabase = (
  launch: Launch,
  { paths, ports, secrets }: Installation,
  processes: ProcessSet,
  hooks: SupervisorHooks,
  given: string | undefined,
): Promise<string> =>
  launch.step('Database', async (rename) => {
    if (given !== undefined) {
      await assertAnswers(given);
      rename('Database (DATABASE_URL)');
      return given;
    }
    const place = await placeDatabase(paths);
    const isNew = !existsSync(join(place.data, 'PG_VERSION'));
    if (isNew) forgetSeed(paths);
    const options = {
      place,
      port: ports.database,
      password: secrets.databasePassword,
      log: join(paths.logs, 'postgres.log'),
    };
    await initialiseCluster(options);
    processes.database = new SupervisedProcess(describeCluster(options), hooks);
    await processes.database.start();
    await createDatabase(options);
    return databaseUrl(options);
  });

const assertAnswers = async (url: string): Promise<void> => {
  try {
    await waitForDatabase(url, AbortSignal.abort(), 0);
  } catch (error) {
    throw new LaunchError(`The database in DATABASE_URL does not answer: ${(error as Error).message}.`);
  }
};
