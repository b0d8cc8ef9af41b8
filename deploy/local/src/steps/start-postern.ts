import { assertBuilt } from '../installation/installation.js';
import { Launch } from './launch-progress.js';
import { LaunchAborted, LaunchError } from '../state/launch-error.js';
import { type Paths, resolvePaths } from '../state/paths.js';
import { describePostern, writePosternJson } from '../installation/postern-json.js';
import { outsideFolder } from '../postgres/database-place.js';
import { findWorkers, openSockets } from '../nginx/workers.js';
import { prepareInstallation } from './prepare-installation.js';
import { takeLauncherLock } from '../processes/launcher-lock.js';
import { ProcessSet } from '../processes/process-set.js';
import { SupervisedProcess, type SupervisorHooks } from '../processes/supervised-process.js';
import { selfCheck } from '../self-check/self-check.js';
import { describeDemo } from '../services/demo-process.js';
import { serverSockets } from '../state/sockets.js';
import { startDatabase } from './start-database.js';
import { provideNginx, startNginx } from './start-nginx.js';
import type { RunningPostern, StartOptions } from './start-options.js';
import { startServers } from './start-servers.js';
import { closeStateFolder, prepareStateFolder, removeState } from '../state/state-folder.js';

const day = 86_400_000;

/**
 * Starts everything on this machine and waits until it answers. The checkout must have been built.
 *
 * @throws LaunchError with one sentence for a person; nothing is left running then
 */
export const startPostern = async (options: StartOptions = {}): Promise<RunningPostern> => {
  const paths = resolvePaths(options.home);
  assertBuilt(paths);
  prepareStateFolder(paths);
  const unlock = takeLauncherLock(paths);
  const processes = new ProcessSet();
  const cleanUps: (() => void)[] = [unlock];
  const stop = async () => {
    await processes.stop();
    for (const cleanUp of cleanUps.splice(0).toReversed()) cleanUp();
  };
  try {
    closeStateFolder(paths);
    return await start(new Launch(options), paths, options, processes, cleanUps, stop);
  } catch (error) {
    await stop();
    // A child that was ended together with us (Ctrl-C reaches the whole terminal) is no failure of its own.
    throw options.signal?.aborted ? new LaunchAborted() : error;
  }
};

const start = async (
  launch: Launch,
  paths: Paths,
  options: StartOptions,
  processes: ProcessSet,
  cleanUps: (() => void)[],
  stop: () => Promise<void>,
): Promise<RunningPostern> => {
  const nginx = await provideNginx(launch);
  const installation = await prepareInstallation(launch, paths, options);
  const { origins, secrets, pki, table } = installation;

  let publish: () => void = () => undefined;
  const hooks: SupervisorHooks = {
    table,
    report: (text) => launch.progress.say(`! ${text}`),
    changed: () => publish(),
    isClosing: () => processes.isClosing,
    gaveUp: (error) => void stop().then(() => options.onGiveUp?.(error)),
  };
  const databaseUrl = await startDatabase(launch, installation, processes, hooks, options.databaseUrl);
  const settings = {
    paths,
    origins,
    secrets,
    databaseUrl,
    revocationLists: pki.revocationLists,
    env: options.serverEnv ?? {},
  };
  const workers = findWorkers(paths);
  if (workers !== undefined) openSockets(paths, workers);
  await startServers(launch, installation, settings, options.servers ?? 1, processes, hooks);
  const front = await startNginx(launch, installation, nginx, workers, processes, hooks);
  cleanUps.push(front.stopWatching);

  const config = () =>
    describePostern({
      paths,
      origins,
      secrets,
      pki,
      databaseUrl,
      sockets: processes.servers.map((_server, index) => serverSockets(paths, index)),
      processes: processes.ids,
    });
  publish = () => writePosternJson(paths, config());
  await launch.step('Check from end to end', () => selfCheck(config()));
  if (pki.samples !== undefined) {
    await launch.step('Demo application', async () => {
      const settings = { paths, origins, clientSecret: secrets.demoClientSecret, serverCa: pki.serverCa };
      processes.demo = new SupervisedProcess(describeDemo(settings), hooks);
      await processes.demo.start();
    });
  }
  publish();
  const lists = setInterval(() => void pki.refreshRevocationLists(), day).unref();
  cleanUps.push(() => clearInterval(lists));

  const server = (index: number): SupervisedProcess => {
    const found = processes.servers[index];
    if (found === undefined) throw new RangeError(`There is no server ${index}.`);
    return found;
  };
  const database = (): SupervisedProcess => {
    if (processes.database === undefined)
      throw new LaunchError('The database is not ours to stop: it was given by DATABASE_URL.');
    return processes.database;
  };
  return {
    get config() {
      return config();
    },
    get processes() {
      return processes.ids;
    },
    home: paths.home,
    hasNewAdminPassword: installation.hasNewAdminPassword,
    stop: async ({ removeState: remove = false } = {}) => {
      await stop();
      if (remove) removeState(paths, [outsideFolder(paths)]);
    },
    killServer: (index = 0, signal = 'SIGKILL') => server(index).kill(signal),
    restartServer: (index = 0) => server(index).restart(),
    stopDatabase: (signal = 'SIGINT') => database().kill(signal),
    startDatabase: () => database().start(),
    restartDatabase: () => database().restart(),
    reloadNginx: front.reload,
  };
};
