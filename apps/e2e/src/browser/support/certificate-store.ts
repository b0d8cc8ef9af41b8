import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PosternConfig, SampleCertificate } from '@postern/local';
import { chromium } from 'playwright-core';
import { bounded, executablePath, launchArguments } from './chromium.js';
import { watch, type Watched } from './watch.js';

const run = (command: string, ...args: string[]) => promisify(execFile)(command, args, { timeout: 15_000 });

/** A home folder of its own, with a certificate store that Chromium reads. */
export interface Home {
  readonly folder: string;
  remove(): void;
}

/** Chromium's on Linux; below the home folder. */
export const chromiumStore = '.pki/nssdb';
/** Firefox's own: the folder of its profile. */
export const firefoxProfile = 'firefox';

/** Trusts Postern's authority for servers, and imports certificates as people do: from .p12 files, one after the other. */
export const makeHome = async (
  { ca }: PosternConfig,
  certificates: readonly Pick<SampleCertificate, 'p12' | 'p12Password'>[],
  where: typeof chromiumStore | typeof firefoxProfile = chromiumStore,
): Promise<Home> => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-home-'));
  const store = join(folder, where);
  mkdirSync(store, { recursive: true, mode: 0o700 });
  await run('certutil', '-N', '-d', `sql:${store}`, '--empty-password');
  await run('certutil', '-A', '-d', `sql:${store}`, '-n', 'Postern server CA', '-t', 'C,,', '-i', ca);
  for (const { p12, p12Password } of certificates) {
    await run('pk12util', '-i', p12, '-d', `sql:${store}`, '-W', p12Password, '-K', '');
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/**
 * A separate real Chromium: no errors are ignored, and Playwright supplies no certificates.
 *
 * @param more variables of its environment; with DISPLAY it opens its windows there
 */
export const openChromiumOf = async (
  { folder }: Home,
  more: Readonly<Record<string, string>> = {},
): Promise<Watched> => {
  const { XDG_CONFIG_HOME: _config, XDG_DATA_HOME: _data, ...env } = process.env;
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath,
    args: launchArguments,
    env: { ...env, HOME: folder, ...more } as Record<string, string>,
    headless: more['DISPLAY'] === undefined,
    locale: 'en-US',
    reducedMotion: 'reduce',
    timeout: 30_000,
  });
  return watch(bounded(context));
};
