import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';
import { findUser, readPair } from '../support/people.js';
import { certificatePolicy, policyObstacle } from './support/certificate-policy.js';
import { type Home, makeHome, openChromiumOf } from './support/certificate-store.js';
import { tellWhere } from './support/chromium.js';
import { handshakes } from './support/handshakes.js';
import { greeting, methodButton, signOutAtDemo, startAtDemo, title } from './support/sign-in.js';
import { cardObstacle, insertCard, openScreen, pin, type Screen } from './support/smart-card.js';
import type { Watched } from './support/watch.js';

const postern = inject('postern');
const obstacle = cardObstacle() ?? policyObstacle();
const policy = certificatePolicy();
const stable = postern.origins.mtls;
const fresh = postern.origins.mtlsFresh.replace('{attempt}.', '[*.]');
const alice = findUser(postern, 'alice').certificate;

let home: Home | undefined;
let screen: Screen | undefined;
let visitor: Watched | undefined;

afterEach(async (test) => {
  await tellWhere(test, visitor ? [visitor] : []);
  const complaints = visitor?.complaints;
  await visitor?.context.close();
  await screen?.close();
  home?.remove();
  [visitor, screen, home] = [undefined, undefined, undefined];
  expect(complaints).toEqual([]);
});
afterAll(() => policy.remove());

const open = async (): Promise<{ readonly page: Page; readonly screen: Screen }> => {
  policy.choose({ [stable]: 'Alice Adams', [fresh]: 'Alice Adams' });
  home = await makeHome(postern, []);
  screen = await openScreen();
  const card = await insertCard(home, 'Card of Alice', readPair(alice));
  visitor = await openChromiumOf(home, { ...card, ...screen.env });
  return { page: visitor.context.pages()[0] ?? (await visitor.context.newPage()), screen };
};

const startSignIn = async (page: Page): Promise<void> => {
  await startAtDemo(page, postern);
  await methodButton(page, 'mTLS').click({ noWaitAfter: true });
};

describe.skipIf(obstacle !== null)(`a smart card in Chromium${obstacle ? ` (${obstacle})` : ''}`, () => {
  it('signs its holder in with one PIN and one handshake, and asks for no PIN the second time', async () => {
    const { page, screen } = await open();
    const seen = handshakes(postern);
    await startSignIn(page);
    await screen.typePin(pin);
    await greeting(page, 'Alice Adams').waitFor();
    expect(seen()).toEqual(['localhost']);

    await signOutAtDemo(page, postern);
    await startSignIn(page);

    await greeting(page, 'Alice Adams').waitFor();
    expect(seen()).toEqual(['localhost', 'localhost']);
  });

  it('sends nothing after a wrong PIN; the page explains possible causes, and asks again', async () => {
    const { page, screen } = await open();
    const seen = handshakes(postern);
    await startSignIn(page);
    await screen.typePin('000000');
    await screen.cancelPin();

    await page.getByText('the PIN was wrong or cancelled').waitFor();
    expect(await title(page)).toBe('No certificate was sent');
    await page.getByRole('link', { name: 'Choose a certificate' }).click({ noWaitAfter: true });
    await screen.typePin(pin);
    await greeting(page, 'Alice Adams').waitFor();
    expect(seen()).toEqual(['localhost', expect.stringMatching(/\.mtls\.localhost$/)]);
  });

  it('sends nothing when the PIN is cancelled, and the page says so', async () => {
    const { page, screen } = await open();
    await startSignIn(page);
    await screen.cancelPin();

    await page.getByText('the PIN was wrong or cancelled').waitFor();
    expect(await title(page)).toBe('No certificate was sent');
  });
});
