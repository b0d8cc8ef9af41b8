import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';
import { findUser } from '../support/people.js';
import { certificatePolicy, policyName, policyObstacle } from './support/certificate-policy.js';
import { type Home, makeHome, openChromiumOf } from './support/certificate-store.js';
import { patience, tellWhere } from './support/chromium.js';
import { handshakes } from './support/handshakes.js';
import { certificateCard } from './support/panel.js';
import { claim, greeting, methodButton, signOutAtDemo, startAtDemo, title } from './support/sign-in.js';
import type { Watched } from './support/watch.js';

const postern = inject('postern');
const obstacle = policyObstacle();
const policy = certificatePolicy();
const stable = postern.origins.mtls;
const fresh = postern.origins.mtlsFresh.replace('{attempt}.', '[*.]');
const alice = { ...findUser(postern, 'alice').certificate, holder: 'Alice Adams' };
const spare = { ...postern.spareCertificate!, holder: 'Alice Adams, second device' };

let home: Home | undefined;
let visitor: Watched | undefined;

afterEach(async (test) => {
  await tellWhere(test, visitor ? [visitor] : []);
  await visitor?.context.close();
  home?.remove();
  expect(visitor?.complaints).toEqual([]);
});
afterAll(() => policy.remove());

const open = async (): Promise<Page> => {
  home = await makeHome(postern, [alice, spare]);
  visitor = await openChromiumOf(home);
  return visitor.context.pages()[0] ?? visitor.context.newPage();
};

/** From now on no policy answers the certificate question of the browser. */
const withdrawPolicy = async (page: Page): Promise<void> => {
  policy.choose({});
  const settings = await page.context().newPage();
  await settings.goto('chrome://policy');
  // Chromium waits until files in that folder have been left alone for a while.
  await expect
    .poll(
      async () => {
        await settings.locator('#reload-policies').click();
        return settings.getByText(policyName).filter({ visible: true }).count();
      },
      { timeout: patience, interval: 1000 },
    )
    .toBe(0);
  await settings.close();
};

describe.skipIf(obstacle !== null)(`a real certificate store${obstacle ? ` (${obstacle})` : ''}`, () => {
  it('B8 B10: signs alice in with the certificate that she imported and one handshake, and asks nothing the second time', async () => {
    policy.choose({ [stable]: alice.holder });
    const page = await open();
    const seen = handshakes(postern);
    await startAtDemo(page, postern);
    await methodButton(page, 'mTLS').click();
    await greeting(page, 'Alice Adams').waitFor();
    expect(seen()).toEqual(['localhost']);
    expect(await claim(page, 'acr').innerText()).toContain('urn:postern:acr:certificate');

    await signOutAtDemo(page, postern);
    await withdrawPolicy(page);
    await startAtDemo(page, postern);
    await methodButton(page, 'mTLS').click();

    await greeting(page, 'Alice Adams').waitFor();
    expect(seen()).toEqual(['localhost', 'localhost']);
  });

  it('asks again on "Use another certificate", and next time starts at the origin that succeeded', async () => {
    policy.choose({ [stable]: spare.holder, [fresh]: alice.holder });
    const page = await open();
    const seen = handshakes(postern);
    await startAtDemo(page, postern);
    await methodButton(page, 'mTLS').click();
    await certificateCard(page, spare.holder).waitFor();
    expect(await title(page)).toBe('This certificate is not linked yet');
    await page.getByRole('link', { name: 'Use another certificate' }).click();
    await greeting(page, 'Alice Adams').waitFor();

    await signOutAtDemo(page, postern);
    await startAtDemo(page, postern);
    await methodButton(page, 'mTLS').click();
    await greeting(page, 'Alice Adams').waitFor();

    expect(seen()).toEqual(['localhost', expect.stringMatching(/^[0-9a-f]{16}\.mtls\.localhost$/), seen()[1]]);
  });

  it('says so when the declined certificate is sent again, and where to reset the choice in the browser', async () => {
    policy.choose({ [stable]: spare.holder, [fresh]: spare.holder });
    const page = await open();
    await startAtDemo(page, postern);
    await methodButton(page, 'mTLS').click();
    await certificateCard(page, spare.holder).waitFor();
    expect(await page.getByText('Your browser sent the same certificate again').count()).toBe(0);

    await page.getByRole('link', { name: 'Use another certificate' }).click();

    await page.getByText('Your browser sent the same certificate again').waitFor();
    await page.getByRole('link', { name: 'How to choose another certificate' }).waitFor();
  });
});
