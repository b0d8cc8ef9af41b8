import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { PosternConfig } from '@postern/local';

const run = promisify(execFile);
const minutes = 60_000;

/** Programs that use one library each, as its own documentation says, in a folder of their own with that library in it. */
export class Programs {
  private readonly serving: ChildProcess[] = [];

  private constructor(
    readonly folder: string,
    private readonly postern: PosternConfig,
  ) {}

  /** @param packages with their versions, as `npm install` takes them; none for what the system has */
  static async install(postern: PosternConfig, ...packages: readonly string[]): Promise<Programs> {
    const folder = mkdtempSync(join(tmpdir(), 'postern-interop-'));
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    if (packages.length === 0) return new Programs(folder, postern);
    await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages], {
      ...{ cwd: folder, timeout: 5 * minutes },
    });
    return new Programs(folder, postern);
  }

  /** Runs `programs/NAME.mjs`, or a Python program by its whole name; answers what it prints, which is JSON. */
  async run<T>(name: string, input: object): Promise<T> {
    const [interpreter, file] = this.place(name);
    const { stdout } = await run(interpreter, [file], { ...this.surroundings(input), timeout: minutes });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T;
  }

  /** Starts `programs/NAME.mjs`, which prints `ready` as soon as it listens, and ends with {@link remove}. */
  async serve(name: string, input: object): Promise<void> {
    const [interpreter, file] = this.place(name);
    const child = spawn(interpreter, [file], { ...this.surroundings(input), stdio: ['ignore', 'pipe', 'pipe'] });
    this.serving.push(child);
    let said = '';
    const hear = (line: string): void => void (said += `${line}\n`);
    createInterface(child.stderr).on('line', hear);
    await new Promise<void>((resolve, reject) => {
      createInterface(child.stdout).on('line', (line) => (line === 'ready' ? resolve() : hear(line)));
      child.once('exit', (code) => reject(new Error(`${name} ended with ${code}: ${said}`)));
    });
  }

  /** Ends what serves, and takes everything away. */
  async remove(): Promise<void> {
    for (const child of this.serving.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private place(name: string): readonly [interpreter: string, file: string] {
    const [interpreter, source] = name.endsWith('.py') ? ['/usr/bin/python3', name] : [process.execPath, `${name}.mjs`];
    const file = join(this.folder, source);
    copyFileSync(new URL(`programs/${source}`, import.meta.url), file);
    return [interpreter, file];
  }

  private surroundings(input: object): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } {
    const { ca } = this.postern;
    // Python's requests believes its variable more than what the program says.
    const trust = { NODE_EXTRA_CA_CERTS: ca, REQUESTS_CA_BUNDLE: ca };
    // Of the test run's own; libraries do other things under `test`.
    const { NODE_ENV: _mode, VITEST: _runner, ...env } = process.env;
    return { cwd: this.folder, env: { ...env, ...trust, INPUT: JSON.stringify(input) } };
  }
}
