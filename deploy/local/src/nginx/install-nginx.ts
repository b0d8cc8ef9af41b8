import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { LaunchError } from '../state/launch-error.js';
import { runToEnd } from '../processes/run-to-end.js';

const policy = '/usr/sbin/policy-rc.d';

/** How a person installs Nginx here; one command. */
const installCommand = (platform: NodeJS.Platform = process.platform): string => {
  if (platform === 'darwin') return 'brew install nginx';
  const managers = [
    ['/usr/bin/apt-get', 'sudo apt-get install -y nginx'],
    ['/usr/bin/dnf', 'sudo dnf install -y nginx'],
    ['/usr/bin/pacman', 'sudo pacman -S --noconfirm nginx'],
    ['/usr/bin/zypper', 'sudo zypper install -y nginx'],
    ['/sbin/apk', 'sudo apk add nginx'],
  ] as const;
  return managers.find(([tool]) => existsSync(tool))?.[1] ?? 'your package manager, package nginx';
};

/** Installs Debian's Nginx as root, and makes sure that the packaged service does not take port 80; elsewhere says how. */
export const installNginx = async (): Promise<void> => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new LaunchError(`Nginx is missing. Install it with: ${installCommand()}`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    runToEnd('installing Nginx (apt-get)', 'apt-get', ['-o', 'DPkg::Lock::Timeout=120', '-y', '-q', ...args], { env });
  const install = () => apt('install', '--no-install-recommends', 'nginx');
  await withoutServiceStart(async () => {
    try {
      await install();
    } catch {
      // Package lists may be absent (a bare image) or old (files that are gone from the mirror).
      await apt('update');
      await install();
    }
  });
  await disableService(env);
};

/** Debian asks this script before it starts a service; 101 means "not now". One that is there already stays as it is. */
const withoutServiceStart = async (work: () => Promise<void>): Promise<void> => {
  const ours = !existsSync(policy);
  if (ours) {
    writeFileSync(policy, '#!/bin/sh\nexit 101\n');
    chmodSync(policy, 0o755);
  }
  try {
    await work();
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
};

/** Neither now nor at the next boot; Postern runs an Nginx of its own. Machines without systemd have nothing to disable. */
const disableService = async (env: NodeJS.ProcessEnv): Promise<void> => {
  if (!existsSync('/run/systemd/system')) return;
  await runToEnd('switching the packaged service off', 'systemctl', ['disable', '--now', 'nginx'], { env }).catch(
    () => undefined,
  );
};
