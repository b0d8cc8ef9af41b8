import { existsSync } from 'node:fs';
import type { PosternConfig } from '@postern/local';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, type TestContext } from 'vitest';
import type { PemPair } from '../../support/people.js';
import { watch, type Watched } from './watch.js';

/** Debian's; Playwright's own download is not needed. */
export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** The same Chromium without windows, for half the CPU time (ADR 0053). */
const headlessShell = '/usr/bin/chromium-headless-shell';
const forPages = process.env['CHROMIUM'] === undefined && existsSync(headlessShell) ? headlessShell : executablePath;
/** The sandbox needs rights that containers lack. */
export const launchArguments = ['--no-sandbox'];
/** Timeout in milliseconds of any action on a page. */
export const patience = 15_000;

interface VisitorOptions extends BrowserContextOptions {
  /** Playwright shows it in the browser's place, at the stable certificate origin only. */
  readonly certificate?: PemPair;
}

export interface Chromium {
  /** A page of a person with cookies of their own; closed after the test. */
  open(postern: PosternConfig, options?: VisitorOptions): Promise<Page>;
}

export const bounded = (context: BrowserContext): BrowserContext => {
  context.setDefaultTimeout(patience);
  context.setDefaultNavigationTimeout(patience);
  return context;
};

/** One browser per file. Fails a test in which the content security policy blocked something, or a script threw. */
export const useChromium = (): Chromium => {
  let browser: Browser | undefined;
  const visitors: Watched[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: forPages, args: launchArguments, timeout: 30_000 });
  });
  afterEach(async (test) => {
    const closing = visitors.splice(0);
    await tellWhere(test, closing);
    await Promise.all(closing.map(({ context }) => context.close()));
    expect(closing.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
  afterAll(() => browser?.close());

  return {
    open: async ({ origins }, { certificate, ...options } = {}) => {
      if (browser === undefined) throw new Error('Chromium does not run');
      const context = await browser.newContext({
        locale: 'en-US',
        ignoreHTTPSErrors: true,
        reducedMotion: 'reduce',
        ...(certificate && { clientCertificates: [clientCertificate(origins.mtls, certificate)] }),
        ...options,
      });
      visitors.push(await watch(bounded(context)));
      return context.newPage();
    },
  };
};

const clientCertificate = (origin: string, { cert, key }: PemPair) => ({
  origin,
  cert: Buffer.from(cert),
  key: Buffer.from(key),
});

/** What was on the screen when a test failed. */
export const tellWhere = async ({ task }: TestContext, visitors: readonly Watched[]): Promise<void> => {
  if (task.result?.state !== 'fail') return;
  for (const page of visitors.flatMap(({ context }) => context.pages())) {
    const text = await page.locator('body').innerText({ timeout: 2000 }).catch(String);
    process.stderr.write(`${task.name}: at ${page.url()}\n${text.slice(0, 1500)}\n`);
  }
};
