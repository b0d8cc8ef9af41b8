import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PosternConfig } from '@postern/local';
import { unlimited } from './start-postern.js';

const main = fileURLToPath(new URL('../../../../deploy/local/dist/main.js', import.meta.url));
const anyPorts = Object.fromEntries(
  ['PUBLIC', 'MTLS', 'CLIENTS', 'GATEWAY', 'DEMO', 'DATABASE'].map((name) => [`POSTERN_${name}_PORT`, '0']),
);

/** The same addresses for the next start of an installation. */
export const portsOf = ({ origins }: PosternConfig): Readonly<Record<string, string>> => {
  const { public: front, mtls, clients, gateway, demo } = origins;
  const port = (origin: string) => new URL(origin).port;
  return {
    POSTERN_PUBLIC_PORT: port(front),
    POSTERN_MTLS_PORT: port(mtls),
    POSTERN_CLIENTS_PORT: port(clients),
    POSTERN_GATEWAY_PORT: port(gateway),
    POSTERN_DEMO_PORT: port(demo),
  };
};

export interface Launcher {
  readonly pid: number;
  /** Everything it has said so far. */
  readonly said: () => string;
  /** Exit code; null after a signal. */
  readonly ended: Promise<number | null>;
  /** Resolves when the closing screen is there; rejects when it ends instead. */
  readonly up: () => Promise<PosternConfig>;
}

/** What `npm start` runs once everything is built, as a process of its own. */
export const launch = (
  home: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Launcher => {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...unlimited, ...anyPorts, POSTERN_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const heard = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      for (const tell of heard) tell();
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const up = async (): Promise<PosternConfig> => {
    const screen = new Promise<void>((resolve) => {
      const tell = () => said.includes('Ctrl-C stops everything') && resolve();
      heard.add(tell);
      tell();
    });
    const outcome = await Promise.race([screen, ended]);
    if (outcome !== undefined) throw new Error(`the launcher ended with ${outcome}:\n${said}`);
    return JSON.parse(readFileSync(join(home, 'postern.json'), 'utf8')) as PosternConfig;
  };
  return { pid: child.pid ?? 0, said: () => said, ended, up };
};

export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A zombie of ours is gone as well.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

export const processesOf = ({ processes }: PosternConfig): readonly number[] => {
  const { launcher, servers, nginx, postgres, demo } = processes;
  return [launcher, ...servers, nginx, postgres, demo].filter((pid) => pid !== null);
};
