import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PosternConfig } from '@postern/local';

const run = promisify(execFile);
const minutes = 60_000;

/** Programs that use one library each, as its own documentation says, in a folder of their own with that library in it. */
export class Programs {
  private constructor(
    private readonly folder: string,
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
    const [interpreter, source] = name.endsWith('.py') ? ['/usr/bin/python3', name] : [process.execPath, `${name}.mjs`];
    const file = join(this.folder, source);
    copyFileSync(new URL(`programs/${source}`, import.meta.url), file);
    const { ca } = this.postern;
    // Python's requests believes its variable more than what the program says.
    const trust = { NODE_EXTRA_CA_CERTS: ca, REQUESTS_CA_BUNDLE: ca };
    const env = { ...process.env, ...trust, INPUT: JSON.stringify(input) };
    const { stdout } = await run(interpreter, [file], { cwd: this.folder, env, timeout: minutes });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
