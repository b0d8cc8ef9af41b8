import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { rotateLog } from '../processes/child-log.js';
import { runToEnd } from '../processes/run-to-end.js';
import type { ProcessDescription } from '../processes/supervised-process.js';
import { type NginxOptions, nginxValues } from './nginx-values.js';
import { renderFolder } from './render-templates.js';
import { openPages } from './workers.js';

/** Renders the templates of the checkout into the state folder. */
export const renderNginx = (options: NginxOptions): void => {
  const { paths, demoSocket, workers } = options;
  const source = join(paths.repository, 'nginx');
  // Nothing that Nginx keeps in files outlives it, and its workers may have been another user.
  for (const folder of ['servers', 'snippets', 'pages', 'web', 'temp'])
    rmSync(join(paths.nginx, folder), { recursive: true, force: true });
  renderFolder(source, paths.nginx, nginxValues(options), (path) => {
    return demoSocket === undefined && path === join(source, 'servers/demo.conf.template');
  });
  for (const folder of ['temp', 'web']) mkdirSync(join(paths.nginx, folder), { recursive: true, mode: 0o700 });
  symlinkSync(join(paths.repository, 'apps/login-widget/dist'), join(paths.nginx, 'web/sign-in'));
  symlinkSync(join(paths.repository, 'apps/panel/dist'), join(paths.nginx, 'web/panel'));
  if (workers !== undefined) openPages(paths, workers);
};

const args = ({ paths }: NginxOptions) => [
  '-p',
  `${paths.nginx}/`,
  '-e',
  'stderr',
  '-c',
  join(paths.nginx, 'nginx.conf'),
];
const environment = { PATH: process.env.PATH, LC_ALL: 'C' };

/** `nginx -t`; throws with what Nginx has to say. */
export const testNginx = async (options: NginxOptions): Promise<void> => {
  await runToEnd('checking the Nginx configuration', options.nginx.path, [...args(options), '-q', '-t'], {
    env: environment,
    cwd: options.paths.nginx,
  });
};

export const describeNginx = (
  options: NginxOptions,
  ready: (signal: AbortSignal) => Promise<void>,
): ProcessDescription => ({
  label: 'Nginx',
  command: options.nginx.path,
  args: [...args(options), '-g', 'daemon off;'],
  env: environment,
  cwd: options.paths.nginx,
  log: join(options.paths.logs, 'nginx.log'),
  stopSignal: 'SIGQUIT',
  stopTimeout: 2_000,
  prepare: async () => {
    for (const name of ['nginx-access.log', 'nginx-error.log']) rotateLog(join(options.paths.logs, name));
  },
  ready,
});
