import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentenceOf } from './launch-error.js';
import { resolvePaths } from './paths.js';
import { takeLauncherLock } from '../processes/launcher-lock.js';
import { loadSecrets } from './secrets.js';
import { closeStateFolder, prepareStateFolder } from './state-folder.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('the state folder', () => {
  it('is for its owner alone, even when it was open before', () => {
    const paths = resolvePaths(join(folder, 'state'));
    mkdirSync(paths.home);
    chmodSync(paths.home, 0o755);
    prepareStateFolder(paths);
    closeStateFolder(paths);
    loadSecrets(paths);

    for (const path of [paths.home, paths.pki, paths.nginx, paths.logs, paths.run]) expect(mode(path)).toBe('700');
    expect(mode(paths.secrets)).toBe('600');
  });

  it('cannot be a file', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');

    expect(() => prepareStateFolder(resolvePaths(file))).toThrow(`${file} should be the state folder but is a file.`);
  });

  it.skipIf(process.getuid?.() === 0)('says so when it cannot be read', () => {
    chmodSync(folder, 0o000);

    expect(() => prepareStateFolder(resolvePaths(folder))).toThrow('cannot be read and written by this user');
    chmodSync(folder, 0o700);
  });

  it('is refused where Nginx could not read its path', () => {
    expect(() => resolvePaths(join(folder, 'a$b'))).toThrow('contains a character that Nginx cannot take');
  });

  it('keeps sockets elsewhere when its own path is too long for them', () => {
    const long = resolvePaths(join(folder, 'x'.repeat(90)));

    expect(long.sockets.length).toBeLessThan(80);
    expect(resolvePaths(folder).sockets).toBe(join(folder, 'run'));
  });

  it('has one launcher at a time', () => {
    const paths = resolvePaths(folder);
    prepareStateFolder(paths);
    const unlock = takeLauncherLock(paths);

    // As a start leaves it that lets others in, such as Nginx's workers.
    chmodSync(paths.home, 0o711);
    prepareStateFolder(paths);
    expect(mode(paths.home)).toBe('711');
    expect(() => takeLauncherLock(paths)).toThrow(`Postern already runs on ${folder} (process ${process.pid}).`);
    unlock();
    takeLauncherLock(paths)();
  });

  it('takes over from a launcher that was killed', () => {
    const paths = resolvePaths(folder);
    prepareStateFolder(paths);
    writeFileSync(join(paths.run, 'launcher.lock'), `${process.pid} started-before-the-last-boot`);

    takeLauncherLock(paths)();
  });

  it('keeps its secrets from one start to the next', () => {
    const paths = resolvePaths(folder);
    prepareStateFolder(paths);
    const first = loadSecrets(paths);

    expect(first.isNew).toBe(true);
    expect(loadSecrets(paths)).toEqual({ secrets: first.secrets, isNew: false });
  });

  it('does not open a database whose secrets are gone', () => {
    const paths = resolvePaths(folder);
    prepareStateFolder(paths);
    mkdirSync(paths.db);

    expect(() => loadSecrets(paths)).toThrow(`${paths.secrets} is gone`);
  });
});

describe('a failure', () => {
  it.each([
    ['ENOSPC', 'The disk is full: /x/y could not be written. Free some space and start again.'],
    ['EACCES', '/x/y cannot be read or written by this user.'],
    ['EROFS', '/x/y lies on a read-only file system.'],
  ])('of the system is one sentence: %s', (code, sentence) => {
    expect(sentenceOf(Object.assign(new Error(code), { code, path: '/x/y' }))).toContain(sentence);
  });
});
