import type { Installation } from '../installation/installation.js';
import type { Launch } from './launch-progress.js';
import type { ProcessSet } from '../processes/process-set.js';
import { runToEnd } from '../processes/run-to-end.js';
import { SupervisedProcess, type SupervisorHooks } from '../processes/supervised-process.js';
import { forgetFormerKeys, saveSecrets } from '../state/secrets.js';
import { seedDatabase } from '../installation/seed.js';
import { describeServer, serverEnvironment, serverScript, type ServerSettings } from '../services/server-process.js';

/** Brings the schema up to date, writes the first data and starts the server processes. */
export const startServers = async (
  launch: Launch,
  { paths, secrets, pki }: Installation,
  settings: ServerSettings,
  count: number,
  processes: ProcessSet,
  hooks: SupervisorHooks,
): Promise<void> => {
  await launch.step('Schema', () =>
    runToEnd('bringing the database schema up to date', process.execPath, [serverScript(paths, 'migrate')], {
      env: serverEnvironment(settings),
      cwd: paths.repository,
      signal: launch.signal,
    }),
  );
  if ((secrets.formerEncryptionKeys ?? []).length > 0) {
    await launch.step('Encryption key', async () => {
      await runToEnd('encrypting what is stored anew', process.execPath, [serverScript(paths, 'reencrypt-keys')], {
        env: serverEnvironment(settings),
        cwd: paths.repository,
        signal: launch.signal,
      });
      // Of effect at the next start.
      saveSecrets(paths, forgetFormerKeys(secrets));
    });
  }
  await launch.step('First data', async (rename) => {
    const seeded = await seedDatabase(settings, secrets, pki, launch.signal);
    if (!seeded) rename('Data');
  });
  await launch.step(count === 1 ? 'Server' : `${count} servers`, async () => {
    for (let index = 0; index < count; index += 1) {
      processes.servers.push(new SupervisedProcess(describeServer(settings, index), hooks));
    }
    await Promise.all(processes.servers.map((server) => server.start()));
  });
};
