import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseRuntime, refusalOfLauncher } from './node-runtime.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'postern-runtime-'));
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

/** A Node of npm's that says that it is one, and then runs the program. */
const installNode = () => {
  const file = join(root, 'node_modules/.bin/node');
  writeFileSync(file, `#!/bin/sh\nBY_INSTALLED=yes exec '${process.execPath}' "$@"\n`);
  chmodSync(file, 0o755);
  return file;
};

describe('the Node that Postern runs on', () => {
  it.each(['22.12.0', '24.22.3', '26.0.0'])('is the one that started it, from 22.12 on (%s)', (version) => {
    installNode();

    expect(chooseRuntime(root, version)).toBe('run');
  });

  it.each(['20.19.0', '22.11.0'])("is npm's when an older one started it (%s)", (version) => {
    const installed = installNode();

    expect(chooseRuntime(root, version)).toEqual({ installed });
  });

  it('is asked for where npm has none', () => {
    expect(chooseRuntime(root, '20.19.0')).toEqual({ refusal: expect.stringContaining('Install Node 22 or 24.') });
  });

  it('may be started by Node 20.19, not by an older one', () => {
    expect(refusalOfLauncher('20.19.0')).toBeUndefined();
    expect(refusalOfLauncher('20.18.3')).toContain('20.19 or newer');
    expect(refusalOfLauncher('18.20.0')).toContain('18.20.0');
  });
});

describe('running again in another Node', () => {
  const writeProgram = (body: string): string => {
    const file = join(root, 'program.mjs');
    const module = JSON.stringify(join(import.meta.dirname, 'node-runtime.mjs'));
    writeFileSync(
      file,
      `import { runAgainIn } from ${module};
if (process.env.BY_INSTALLED === 'yes') { ${body} }
else process.exitCode = await runAgainIn(${JSON.stringify(installNode())});`,
    );
    return file;
  };

  it('keeps arguments, output and exit code', async () => {
    const program = writeProgram('console.log(process.argv.slice(2).join()); process.exitCode = 3;');

    await expect(promisify(execFile)(process.execPath, [program, 'a', '--b'])).rejects.toMatchObject({
      code: 3,
      stdout: 'a,--b\n',
    });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('hands %s on', async (signal) => {
    const program = writeProgram(
      `setInterval(() => undefined, 1000);
       process.once('${signal}', () => { console.log('stopped'); process.exit(5); });
       console.log('ready');`,
    );
    const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output === 'ready\n') child.kill(signal);
    });

    expect(await once(child, 'close')).toEqual([5, null]);
    expect(output).toBe('ready\nstopped\n');
  });
});
