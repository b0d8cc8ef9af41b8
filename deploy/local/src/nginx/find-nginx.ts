import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LaunchError } from '../state/launch-error.js';
import { runToEnd } from '../processes/run-to-end.js';

export interface Nginx {
  readonly path: string;
  /** For example [1, 22, 1]. */
  readonly version: readonly number[];
}

// Where packages put it without telling everybody's PATH.
const usualFolders = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin', '/usr/local/nginx/sbin'];
const oldest = [1, 22, 0];

export const findNginxPath = (): string | undefined => {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...usualFolders].filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, 'nginx')).find(isExecutable);
};

/** Looks for Nginx and asks for its version; older ones than 1.22 let through headers that this set-up counts on being refused. */
export const inspectNginx = async (path: string): Promise<Nginx> => {
  const output = await runToEnd('asking Nginx for its version', path, ['-v']);
  const version = (/nginx\/(\d+)\.(\d+)\.(\d+)/.exec(output)?.slice(1) ?? []).map(Number);
  if (version.length !== 3 || isOlder(version, oldest)) {
    throw new LaunchError(`Nginx 1.22 or newer is needed; ${path} is ${output.trim()}.`);
  }
  return { path, version };
};

export const isOlder = (version: readonly number[], than: readonly number[]): boolean => {
  const differing = than.findIndex((part, index) => part !== version[index]);
  return differing !== -1 && version[differing]! < than[differing]!;
};

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
