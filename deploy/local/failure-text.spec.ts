import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureText } from './failure-text.mjs';

const numbered = (count: number) => Array.from({ length: count }, (_, at) => `line ${at + 1}`).join('\n');

describe('what is shown of a failed step', () => {
  it('is everything, when that is short', () => {
    expect(failureText('one\ntwo\n')).toBe('    one\n    two');
    expect(failureText(numbered(20)).split('\n')).toHaveLength(20);
  });

  it('is the beginning and the end, when it is long', () => {
    const lines = failureText(numbered(100)).split('\n');

    expect([lines[0], lines[10], lines.at(-1)]).toEqual(['    line 1', '    … 80 more lines …', '    line 100']);
    expect(lines).toHaveLength(21);
  });

  it('counts no empty lines', () => {
    expect(failureText('npm error code E1\nnpm error\n\nnpm error reason')).toBe(
      '    npm error code E1\n    npm error reason',
    );
  });

  it('is nothing, when nothing was said', () => {
    expect(failureText('').trim()).toBe('');
  });
});

describe('what is shown of a failed `npm ci`', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'postern-npm-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is why it failed, without the help text of npm', () => {
    const own = { name: 'x', version: '1.0.0' };
    const lockfile = { ...own, lockfileVersion: 3, packages: { '': own } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...own, workspaces: ['new'] }));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lockfile));
    mkdirSync(join(folder, 'new'));
    writeFileSync(join(folder, 'new/package.json'), JSON.stringify({ name: 'new', version: '2.0.0' }));
    const args = ['ci', '--offline', '--no-audit', '--no-fund', '--loglevel=error', '--cache', join(folder, 'cache')];
    const { stdout, stderr, status } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
    const shown = failureText(stdout + stderr);

    expect(status).not.toBe(0);
    expect(stderr).toContain('--install-strategy');
    expect(shown).toContain('Missing: new@2.0.0 from lock file');
    expect(shown).not.toContain('--install-strategy');
    expect(shown).not.toContain('Clean install a project');
  });
});
