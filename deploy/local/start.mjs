// What `npm start` runs. Plain JavaScript without dependencies: it runs before anything has been installed or built.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failureText } from './failure-text.mjs';
import { chooseRuntime, refusalOfLauncher, runAgainIn } from './node-runtime.mjs';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const at = (...parts) => join(repository, ...parts);

/** Something a person can put right; shown as it is. */
class StartError extends Error {}

const checkNode = () => {
  const refusal = refusalOfLauncher();
  if (refusal !== undefined) throw new StartError(refusal);
};

/** Shows a long step: a running clock on a terminal, a line now and then elsewhere. */
const step = async (name, work) => {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const terminal = process.stdout.isTTY;
  const timer = terminal
    ? setInterval(() => process.stdout.write(`\r\u001b[2K… ${name}  ${seconds()}`), 200)
    : setInterval(() => process.stdout.write(`… ${name} (${seconds()} so far)\n`), 15000);
  const finish = (sign) => {
    clearInterval(timer);
    process.stdout.write(`${terminal ? '\r\u001b[2K' : ''}${sign} ${name}  ${seconds()}\n`);
  };
  try {
    await work();
    finish('✔');
  } catch (error) {
    finish('✖');
    throw error;
  }
};

const run = (what, command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const collect = (chunk) => (output = (output + chunk).slice(-1_000_000));
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => reject(new StartError(`${what} failed: ${error.message}.`)));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve();
      if (signal !== null) return reject(new StartError(`${what} was stopped.`));
      if (/ENOSPC|no space left/i.test(output))
        return reject(new StartError(`The disk is full, so ${what} failed. Free some space and start again.`));
      reject(new StartError(`${what} failed:\n${failureText(output)}`));
    });
  });

const hash = (text) => createHash('sha256').update(text).digest('hex');
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const time = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** npm writes its own copy of the lockfile last; ours says what it was made from, for clocks that checkouts turn back. */
const installDependencies = async () => {
  const lockfile = at('package-lock.json');
  const installed = at('node_modules/.package-lock.json');
  const stamp = at('node_modules/.postern-lockfile');
  const wanted = hash(read(lockfile));
  if (existsSync(installed) && (time(installed) >= time(lockfile) || read(stamp) === wanted)) return;
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  await step('Dependencies', () =>
    run('Installing the dependencies', npm[0], [
      ...npm.slice(1),
      'ci',
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]),
  );
  writeFileSync(stamp, wanted);
};

const ignored = new Set(['node_modules', 'dist', 'testing', 'coverage']);

/** Path, size and time of every file that a build reads. */
const fingerprint = (folders) => {
  const lines = [];
  const visit = (path) => {
    const entry = statSync(path, { throwIfNoEntry: false });
    if (entry === undefined) return;
    if (!entry.isDirectory()) return void lines.push(`${path} ${entry.size} ${entry.mtimeMs}`);
    for (const name of readdirSync(path).sort()) {
      if (!ignored.has(name) && !/\.(spec|e2e)\.tsx?$/.test(name)) visit(join(path, name));
    }
  };
  for (const folder of folders) visit(at(folder));
  return hash(lines.join('\n'));
};

const sharedFiles = ['tsconfig.base.json', 'package.json'];
const serverFolders = [
  'apps/server',
  'apps/demo-app',
  'libs/contracts',
  'libs/key-files',
  'libs/server',
  'libs/tooling/dev-pki',
  'deploy/local',
  'deploy/nginx-agent',
];
/** Of all that the workspace builds, what this here does. */
const serverOutputs = () =>
  JSON.parse(read(at('tsconfig.json')))
    .references.map(({ path }) => path.replace(/^\.\//, ''))
    .filter((path) => serverFolders.some((folder) => `${path}/`.startsWith(`${folder}/`)))
    .map((path) => join(path, 'dist'));
const tool = (path, ...args) => [process.execPath, [at('node_modules', path), ...args]];

/** What is built, from what, and how one can tell that it is there. */
const builds = [
  {
    name: 'Server',
    sources: [...serverFolders, 'tsconfig.json', ...sharedFiles],
    outputs: () => [
      'apps/server/dist/main.js',
      'apps/demo-app/dist/main.js',
      'deploy/local/dist/main.js',
      ...serverOutputs(),
    ],
    run: () => run('Building the server', ...tool('tsc/bin/tsc', '-b', 'apps/server', 'deploy/local', 'apps/demo-app')),
  },
  ...[
    { name: 'Sign-in pages', app: 'login-widget', pages: ['index', 'preview'] },
    { name: 'Panel', app: 'panel', pages: ['index'] },
  ].map(({ name, app, pages }) => ({
    name,
    sources: [`apps/${app}`, 'libs/web', 'libs/contracts', 'libs/key-files', ...sharedFiles],
    outputs: () => pages.map((page) => `apps/${app}/dist/${page}.html`),
    run: async () => {
      for (const page of pages) {
        const config = page === 'index' ? 'vite.config.ts' : `vite.${page}.config.ts`;
        const vite = tool('vite/bin/vite.js', 'build', '--config', config, '--logLevel', 'error');
        await run(`Building ${name.toLowerCase()}`, ...vite, { cwd: at('apps', app) });
      }
    },
  })),
];

/** Builds what is missing or older than its sources; everything at once, since nothing waits for anything. */
const build = async () => {
  const stampFile = at('node_modules/.cache/postern/builds.json');
  const stamps = JSON.parse(read(stampFile) || '{}');
  const stale = builds
    .map((item) => ({ ...item, print: fingerprint(item.sources) }))
    .filter(({ name, print, outputs }) => stamps[name] !== print || outputs().some((path) => !existsSync(at(path))));
  if (stale.length === 0) return;
  await step(`Build (${stale.map(({ name }) => name.toLowerCase()).join(', ')})`, async () => {
    await Promise.all(stale.map((item) => item.run()));
  });
  for (const { name, print } of stale) stamps[name] = print;
  try {
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, JSON.stringify(stamps));
  } catch {
    // Somebody else's checkout: looked at again next time.
  }
};

const wantsHelp = process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h');

try {
  if (wantsHelp) {
    process.stdout.write(read(at('deploy/local/help.txt')));
  } else {
    checkNode();
    await installDependencies();
    const runtime = chooseRuntime(repository);
    if (runtime === 'run') {
      await build();
      await import(new URL('dist/main.js', import.meta.url).href);
    } else if ('installed' in runtime) {
      process.exitCode = await runAgainIn(runtime.installed);
    } else {
      throw new StartError(runtime.refusal);
    }
  }
} catch (error) {
  const sentence =
    error.code === 'ENOSPC'
      ? `The disk is full: ${error.path ?? repository} could not be written. Free some space and start again.`
      : error.code === 'EACCES' || error.code === 'EROFS'
        ? `${error.path ?? repository} cannot be written by this user. Give it back with chown, or clone it elsewhere.`
        : error instanceof StartError
          ? error.message
          : `The start failed: ${error.message}`;
  process.stderr.write(`\n✖ ${sentence}\n`);
  process.exitCode = 1;
}
