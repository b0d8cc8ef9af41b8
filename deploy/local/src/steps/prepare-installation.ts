import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Installation } from '../installation/installation.js';
import type { Launch } from './launch-progress.js';
import { LaunchError } from '../state/launch-error.js';
import { originsOf } from '../state/origins.js';
import type { Paths } from '../state/paths.js';
import { preparePki } from '../pki/prepare-pki.js';
import { hasIpv6Loopback, portNames, resolvePorts } from '../state/ports.js';
import { endOrphanedPostmaster } from '../postgres/orphan.js';
import { readIfPresent, writePrivate } from '../state/private-files.js';
import { ProcessTable } from '../processes/process-table.js';
import { loadSecrets, readablePassword, renewEncryptionKey, saveSecrets, type Secrets } from '../state/secrets.js';
import type { StartOptions } from './start-options.js';

/** Prepares everything before the first process: orphaned processes, ports, secrets, certificates. */
export const prepareInstallation = async (
  launch: Launch,
  paths: Paths,
  options: StartOptions,
): Promise<Installation> => {
  const table = new ProcessTable(paths);
  const { ports, hasIpv6 } = await launch.step('Ports', async (rename) => {
    const orphans = await table.endOrphans();
    await endOrphanedPostmaster(paths.db);
    if (orphans > 0) rename(`Ports (${orphans} processes of an earlier start ended)`);
    const names = portNames.filter((name) => name !== 'database' || options.databaseUrl === undefined);
    return { ports: await resolvePorts(options.ports ?? {}, names), hasIpv6: await hasIpv6Loopback() };
  });
  const withSamples = decideOnSamples(paths, options.empty ?? false);
  const loaded = loadSecrets(paths);
  const renewed = options.newAdminPassword === true && !loaded.isNew;
  const renewsKey = options.newEncryptionKey === true && !loaded.isNew;
  const kept: Secrets = renewsKey ? renewEncryptionKey(loaded.secrets) : loaded.secrets;
  const secrets: Secrets = renewed ? { ...kept, adminPassword: readablePassword() } : kept;
  if (renewed || renewsKey) saveSecrets(paths, secrets);
  const pki = await launch.step('Certificates', () => preparePki(paths, secrets, withSamples));
  return {
    paths,
    ports,
    origins: originsOf(ports),
    secrets,
    pki,
    table,
    hasIpv6,
    hasNewAdminPassword: loaded.isNew || renewed,
  };
};

/** Whether there is sample data is decided at the first start and kept. */
const decideOnSamples = (paths: Paths, empty: boolean): boolean => {
  const file = join(paths.home, 'installation.json');
  const text = readIfPresent(file);
  if (text === undefined || !existsSync(paths.secrets)) {
    writePrivate(file, JSON.stringify({ sampleData: !empty }));
    return !empty;
  }
  const { sampleData } = JSON.parse(text) as { readonly sampleData: boolean };
  if (empty && sampleData) {
    throw new LaunchError(
      `${paths.home} has sample data already. Begin anew with npm start -- --reset --empty, or set POSTERN_HOME.`,
    );
  }
  return sampleData;
};
