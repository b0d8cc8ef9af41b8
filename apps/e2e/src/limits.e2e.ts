import { randomBytes } from 'node:crypto';
import type { PosternConfig, RunningPostern } from '@postern/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type HttpAnswer, signInByCertificate, signInByPassword } from '@postern/http-browser';
import { query } from './support/database.js';
import { inParallel, times } from './support/in-parallel.js';
import { problemOf } from './support/management.js';
import { demoParty, findUser, openBrowser } from './support/people.js';
import { beginSignIn, certificateAddress, submitPassword } from './support/sign-in-page.js';
import { startTestPostern, stopTestPostern } from './support/start-postern.js';

const limits = { RATE_LIMIT_ADDRESS: '150', RATE_LIMIT_SIGN_IN: '40', RATE_LIMIT_ACCOUNT: '3' };
let running: RunningPostern;
let postern: PosternConfig;

beforeAll(async () => {
  running = await startTestPostern({ serverEnv: limits });
  postern = running.config;
});

afterAll(() => stopTestPostern(running));

const expectTooMany = (answer: HttpAnswer | undefined, longest: number) => {
  expect(problemOf(answer!)).toEqual({ status: 429, code: 'request.too_many' });
  const seconds = Number(answer!.headers['retry-after']);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(longest);
};

describe('the limit per address', () => {
  it('is lower for attempts to sign in', async () => {
    const page = await beginSignIn(postern, openBrowser(postern));
    const startUrl = await certificateAddress(page);

    const answers = await inParallel(
      4,
      times(50, () => () => page.browser.get(startUrl)),
    );

    const refused = answers.filter(({ status }) => status === 429);
    // The start of Postern has made some attempts of its own.
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(refused.length).toBeLessThan(30);
    // People come here by navigation: they get a page.
    expect(refused[0]?.headers['content-type']).toContain('text/html');
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers['retry-after'])).toBeLessThanOrEqual(60);
  });

  it('answers 429 with Retry-After and a problem body, whatever address a client names, and leaves health alone', async () => {
    const browser = openBrowser(postern);
    const ask = (path: string, address: string) => () =>
      browser.send(`${postern.origins.public}${path}`, {
        headers: { 'x-forwarded-for': address, 'x-real-ip': address, forwarded: `for=${address}` },
      });
    const askOften = (path: string) =>
      inParallel(
        8,
        times(170, (index) => ask(path, `203.0.113.${index}`)),
      );

    const answers = await askOften('/api/v2/me');
    const health = await askOften('/health/live');

    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(20);
    expect(refused.length).toBeLessThan(100);
    expectTooMany(refused[0], 60);
    expect(new Set(health.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe('the limit per account', () => {
  beforeAll(async () => {
    // Counts per address are kept by the process.
    await running.restartServer();
  });

  beforeEach(async () => {
    await query(postern, 'delete from sign_in_failure');
  });

  it('makes an account wait after wrong passwords, even with the right one, and says for how long', async () => {
    const { username, password } = findUser(postern, 'bob');
    const page = await beginSignIn(postern, openBrowser(postern));

    const wrong = await inParallel(
      1,
      times(3, () => () => submitPassword(page, { username, password: 'wrong' })),
    );
    const right = await submitPassword(page, { username, password });

    expect(wrong.map(problemOf)).toEqual(wrong.map(() => ({ status: 401, code: 'password.wrong' })));
    expectTooMany(right, 15 * 60);
  });

  it('cannot be passed by guessing many times at once', async () => {
    const page = await beginSignIn(postern, openBrowser(postern));

    const answers = await Promise.all(times(12, () => submitPassword(page, { username: 'alice', password: 'wrong' })));

    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(9);
  });

  it('is the same for a username that nobody has', async () => {
    const username = `nobody-${randomBytes(4).toString('hex')}`;
    const page = await beginSignIn(postern, openBrowser(postern));

    const answers = await inParallel(
      1,
      times(4, () => () => submitPassword(page, { username, password: 'wrong' })),
    );

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 429]);
  });

  it('leaves other accounts and other ways to sign in alone', async () => {
    const alice = findUser(postern, 'alice');
    const page = await beginSignIn(postern, openBrowser(postern));
    await inParallel(
      1,
      times(4, () => () => submitPassword(page, { username: 'alice', password: 'wrong' })),
    );

    const { username, password } = findUser(postern, 'bob');
    await expect(signInByPassword(openBrowser(postern), demoParty(postern), username, password)).resolves.toBeDefined();
    await expect(
      signInByCertificate(openBrowser(postern, alice.certificate), demoParty(postern)),
    ).resolves.toBeDefined();
  });
});
