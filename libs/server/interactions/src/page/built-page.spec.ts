import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BuiltPage } from './built-page.js';

const pageOf = (build: string) => `<html><body>${build}</body></html>`;

let folder: string;
let file: string;
let page: BuiltPage;
let now = 0;
let warned: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-page-'));
  file = join(folder, 'index.html');
  page = new BuiltPage({ SIGN_IN_PAGE_FILE: file });
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  warned = vi.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const shown = async () => (await page.current())?.join('');

describe('the built sign-in page', () => {
  it('is split where its data goes', async () => {
    writeFileSync(file, pageOf('one'));

    expect(await page.current()).toEqual(['<html><body>one', '</body></html>']);
  });

  it('is read anew within a second of a new build, and not looked for more often', async () => {
    writeFileSync(file, pageOf('one'));
    expect(await shown()).toContain('one');
    writeFileSync(join(folder, 'next'), pageOf('two'));
    renameSync(join(folder, 'next'), file);

    now = 999;
    expect(await shown()).toContain('one');
    now = 1000;
    expect(await shown()).toContain('two');
  });

  it('is nothing while it is missing or half written, which the log says once', async () => {
    expect(await shown()).toBeUndefined();
    now += 1000;
    expect(await shown()).toBeUndefined();
    expect(warned).toHaveBeenCalledTimes(1);
    writeFileSync(file, '<html><body>half');
    now += 1000;
    expect(await shown()).toBeUndefined();
    writeFileSync(file, pageOf('whole'));
    now += 1000;
    expect(await shown()).toContain('whole');
    rmSync(file);
    now += 1000;
    expect(await shown()).toBeUndefined();
    expect(warned).toHaveBeenCalledTimes(3);
  });

  it('is nothing, without a word, where none is configured', async () => {
    expect(await new BuiltPage({ SIGN_IN_PAGE_FILE: '' }).current()).toBeUndefined();
    expect(warned).not.toHaveBeenCalled();
  });
});
