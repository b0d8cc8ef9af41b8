import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { createPerson } from '../../support/accounts.js';
import { issueFor, usersAuthority } from '../../support/issuing.js';
import { Management } from '../../support/management.js';
import { faultsOf } from '../support/accessibility.js';
import { useChromium } from '../support/chromium.js';
import { certificateCard, dialog, pageTitle, signInToPanel } from '../support/panel.js';
import { methodButton, signInByPassword, startAtDemo } from '../support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();

/** `PICTURES=/folder` keeps what the page looked like. */
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder?.startsWith('/')) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};

describe('the overview', () => {
  it('is where administrators begin, and leads them to why somebody failed', async () => {
    const certificate = await issueFor(await usersAuthority(postern), 'Failing Fred');
    const person = await chromium.open(postern, { certificate });
    await startAtDemo(person, postern);
    await methodButton(person, 'mTLS').click();
    await certificateCard(person, 'Failing Fred').waitFor();

    const page = await chromium.open(postern);
    await page.goto(`${postern.origins.public}/panel/`);
    await signInByPassword(page, postern.admin);
    await pageTitle(page, 'Overview').waitFor();
    expect(new URL(page.url()).pathname).toBe('/panel/admin/overview');
    const reasons = page.getByRole('region', { name: 'Why access was refused' });
    await reasons.getByRole('link').first().waitFor();
    expect(await reasons.innerText()).toContain('not linked');
    await picture(page, 'overview');
    expect(await faultsOf(page, 'overview')).toEqual([]);

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 640 });
      await picture(page, `overview-320-${colorScheme}`);
      await page.setViewportSize({ width: 1440, height: 900 });
      await picture(page, `overview-1440-${colorScheme}`);
    }

    await page
      .getByRole('region', { name: 'Latest refused sign-ins' })
      .getByRole('link', { name: 'Failing Fred' })
      .first()
      .click();
    await certificateCard(page, 'Failing Fred').waitFor();
    expect(await dialog(page, 'Sign-in failed').innerText()).toContain('not linked');
  });

  it('leads from a reason to its events, and works by keyboard', async () => {
    const page = await chromium.open(postern);
    await signInToPanel(page, postern, postern.admin, '/admin/overview?range=week');
    const table = page.getByText('Show as a table').first();
    await table.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Sign-ins by method' }).getByRole('row').nth(28).waitFor();
    const reason = page.getByRole('region', { name: 'Why access was refused' }).getByRole('link').first();
    const count = await reason.locator('xpath=..').locator('strong').innerText();
    await reason.focus();
    await page.keyboard.press('Enter');
    await pageTitle(page, 'Event log').waitFor();

    const query = new URL(page.url()).searchParams;
    expect([...query.keys()].sort()).toEqual(['code', 'from', 'to', 'type']);
    await expect
      .poll(() => page.getByRole('table', { name: 'Event log' }).locator('tbody tr').count())
      .toBe(Math.min(50, Number(count)));
  });

  it('is not for people without a role, who begin at their profile', async () => {
    const person = await createPerson(await Management.asAdministrator(postern), 'Member');
    const page = await chromium.open(postern);
    await page.goto(`${postern.origins.public}/panel/`);
    await signInByPassword(page, person);
    await pageTitle(page, 'Main information').waitFor();

    expect(await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).count()).toBe(0);
  });
});

describe('the search', () => {
  it('finds a person from anywhere with Ctrl-K, by keyboard alone', async () => {
    const person = await createPerson(await Management.asAdministrator(postern), 'Zaphod');
    const page = await chromium.open(postern);
    await signInToPanel(page, postern, postern.admin, '/admin/events');
    await page.keyboard.press('Control+k');
    const input = page.getByRole('combobox', { name: 'Search' });
    await input.waitFor();
    await page.keyboard.type(person.username);
    await page.getByRole('option', { name: new RegExp(person.name) }).waitFor();
    await picture(page, 'search');
    expect(await faultsOf(page, 'search')).toEqual([]);
    await page.keyboard.press('Enter');
    await pageTitle(page, person.name).waitFor();

    await page.keyboard.press('/');
    await input.waitFor();
    await page.keyboard.press('Escape');
    await input.waitFor({ state: 'detached' });
  });

  it('opens from the bar of a small phone', async () => {
    const page = await chromium.open(postern);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await signInToPanel(page, postern, postern.admin, '/profile');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('combobox', { name: 'Search' }).fill('gate');
    await page
      .getByRole('option', { name: /Gateway/ })
      .first()
      .waitFor();
    await picture(page, 'search-320-dark');
  });
});
