import { readFileSync } from 'node:fs';
import { LaunchAborted, LaunchError, sentenceOf } from './state/launch-error.js';
import { parseCommandLine } from './options.js';
import { resolvePaths } from './state/paths.js';
import { portsFromEnvironment } from './state/ports.js';
import { resetState } from './reset.js';
import { screenOf } from './start-screen.js';
import { startPostern } from './steps/start-postern.js';

const say = (text: string) => void process.stdout.write(`${text}\n`);

/** Runs until it is stopped or a process fails for good; resolves to the exit code. */
const main = async (args: readonly string[]): Promise<number> => {
  const options = parseCommandLine(args);
  if (options.help) {
    say(readFileSync(new URL('../help.txt', import.meta.url), 'utf8').trimEnd());
    return 0;
  }
  const home = process.env.POSTERN_HOME;
  const databaseUrl = process.env.DATABASE_URL || undefined;
  const paths = resolvePaths(home);
  if (options.reset && !(await resetState(paths, options.yes, databaseUrl))) return 0;

  const { signal, ended, giveUp } = waitForEnd();
  const postern = await startPostern({
    home,
    databaseUrl,
    ports: portsFromEnvironment(process.env),
    empty: options.empty,
    newAdminPassword: options.newAdminPassword,
    newEncryptionKey: options.newEncryptionKey,
    signal,
    onGiveUp: giveUp,
  });
  say(screenOf(postern.config, paths, postern.hasNewAdminPassword));
  const reason = await ended;
  if (reason instanceof Error) throw reason;
  say('\nStopping …');
  await postern.stop();
  say('Stopped.');
  return 0;
};

/** Ctrl-C, a closed terminal or `kill`. Once is enough: npm hands Ctrl-C on a second time, and stopping has its own time limits. */
const waitForEnd = () => {
  const abort = new AbortController();
  let giveUp: (error: Error) => void = () => undefined;
  const ended = new Promise<Error | null>((resolve) => {
    giveUp = resolve;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        abort.abort();
        resolve(null);
      });
    }
  });
  return { signal: abort.signal, ended, giveUp };
};

// A reader that has gone away (`npm start | head`) must not take the launcher with it, and leave the rest running.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const details =
    error instanceof LaunchError || error instanceof LaunchAborted
      ? ''
      : (process.env.POSTERN_DEBUG && String((error as Error).stack)) || '';
  process.stderr.write(
    `\n${error instanceof LaunchAborted ? 'Stopped before it was started.' : `✖ ${sentenceOf(error)}`}\n${details}`,
  );
  process.exitCode = error instanceof LaunchAborted ? 130 : 1;
}
