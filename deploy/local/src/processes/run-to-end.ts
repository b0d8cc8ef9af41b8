import { spawn } from 'node:child_process';
import { LaunchError } from '../state/launch-error.js';

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly signal?: AbortSignal;
  /** What the program reads from its standard input; nothing unless told. */
  readonly input?: string;
}

/** Runs a program to its end and returns what it wrote; throws a sentence with the tail of that when it fails. */
export const runToEnd = async (
  what: string,
  command: string,
  args: readonly string[],
  { env, cwd, user, signal, input }: RunOptions = {},
): Promise<string> => {
  const child = spawn(command, args, { env, cwd, ...user, signal, stdio: 'pipe' });
  // A program that ends before it has read everything tells why by its exit code.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => (output = (output + text).slice(-20_000)));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return output;
  if (/No space left on device|ENOSPC/.test(output)) {
    throw new LaunchError(`The disk is full, so ${what} failed. Free some space and start again.`);
  }
  const tail = output
    .trimEnd()
    .split('\n')
    .slice(-15)
    .map((line) => `    ${line}`)
    .join('\n');
  throw new LaunchError(`${what[0]?.toUpperCase()}${what.slice(1)} failed:\n${tail}`);
};
