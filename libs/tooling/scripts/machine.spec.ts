import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leftToYou, needed, wanted } from './machine.mjs';

const root = join(import.meta.dirname, '../../..');

/** Part of Node.js, or of every Debian. */
const alwaysThere = ['bash', 'npm', 'sh', 'which'];

/** Sources that only tests run, and that start programs. */
const sources = execFileSync('git', ['ls-files', '*.ts'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.spec\.ts$|\/testing\/|^apps\/e2e\/src\/(?!interop)/.test(file) && existsSync(join(root, file)))
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .filter((text) => text.includes("'node:child_process'"));

const started =
  /\b(?:execFile|execFileSync|spawn|spawnSync|#spawn|run|promisify\(execFile\))\(\s*'([a-z][a-z0-9-]*)',|\bcommand: \['([a-z][a-z0-9-]*)'/gi;
const programs = new Set(
  sources.flatMap((text) => [...text.matchAll(started)].map(([, program, command]) => program ?? command ?? '')),
);

describe('the programs that tests start', () => {
  it('are found in the sources', () => {
    expect([...programs]).toEqual(expect.arrayContaining(['openssl', 'curl', 'git', 'certutil', 'xdotool', 'python3']));
  });

  it.each([...programs].filter((program) => !alwaysThere.includes(program)))('have a package: %s', (program) => {
    expect(Object.keys({ ...needed, ...wanted, ...leftToYou })).toContain(program);
  });
});

const isDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));

describe.runIf(isDebian && process.getuid?.() === 0)('root on Debian without any of them', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'postern-machine-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gets each package once, from apt-get', () => {
    const log = join(folder, 'apt.log');
    writeFileSync(join(folder, 'apt-get'), `#!/bin/sh\necho "$@" >> ${log}\n`);
    chmodSync(join(folder, 'apt-get'), 0o755);
    symlinkSync('/bin/sh', join(folder, 'sh'));
    const script = `import(${JSON.stringify(join(import.meta.dirname, 'machine.mjs'))}).then(({ prepareMachine }) => prepareMachine())`;
    execFileSync(process.execPath, ['-e', script], { env: { PATH: folder }, stdio: 'pipe' });

    const [, install = ''] = readFileSync(log, 'utf8').trimEnd().split('\n');
    const packages = install.split(' ').slice(install.split(' ').indexOf('--no-install-recommends') + 1);
    // Nginx is in /usr/sbin, where it is looked for whatever PATH says.
    const expected = new Set(Object.values({ ...needed, ...wanted }).filter((name) => name !== 'nginx'));
    expect(packages.filter((name) => name !== 'nginx').toSorted()).toEqual([...expected].toSorted());
  });
});
