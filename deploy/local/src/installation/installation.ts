import { existsSync, rmSync } from 'node:fs';
import { LaunchError } from '../state/launch-error.js';
import type { Origins } from '../state/origins.js';
import type { Paths } from '../state/paths.js';
import type { Pki } from '../pki/prepare-pki.js';
import type { Ports } from '../state/ports.js';
import type { ProcessTable } from '../processes/process-table.js';
import type { Secrets } from '../state/secrets.js';

/** Results of the steps of a start so far, passed from step to step. */
export interface Installation {
  readonly paths: Paths;
  readonly ports: Ports;
  readonly origins: Origins;
  readonly secrets: Secrets;
  readonly pki: Pki;
  readonly table: ProcessTable;
  readonly hasIpv6: boolean;
  readonly hasNewAdminPassword: boolean;
}

/** Everything that `npm start` builds must be there before anything is started. */
export const assertBuilt = ({ repository }: Paths): void => {
  const outputs = [
    'apps/server/dist/main.js',
    'apps/server/dist/migrate.js',
    'apps/server/dist/reencrypt-keys.js',
    'apps/server/dist/seed.js',
    'apps/demo-app/dist/main.js',
    'apps/login-widget/dist/index.html',
    'apps/panel/dist/index.html',
  ];
  const missing = outputs.find((output) => !existsSync(`${repository}/${output}`));
  if (missing !== undefined) throw new LaunchError(`${missing} has not been built. Run npm run build first.`);
};

/** The next start seeds again: the database it wrote to is gone. */
export const forgetSeed = ({ seedStamp }: Paths): void => rmSync(seedStamp, { force: true });
