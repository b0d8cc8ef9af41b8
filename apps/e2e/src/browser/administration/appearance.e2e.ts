import { join } from 'node:path';
import type { AppearanceInput } from '@postern/contracts';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { createPerson } from '../../support/accounts.js';
import { issueFor, usersAuthority } from '../../support/issuing.js';
import { Management } from '../../support/management.js';
import { faultsOf } from '../support/accessibility.js';
import { useChromium } from '../support/chromium.js';
import { administratorsPanel, certificateCard, pageTitle } from '../support/panel.js';
import { greeting, heading, methodButton, signInByPassword, startAtDemo } from '../support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const openPanel = administratorsPanel(chromium, postern);

/** `PICTURES=/folder` keeps what the pages looked like. */
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder?.startsWith('/')) await page.screenshot({ path: join(folder, `appearance-${name}.png`), fullPage: true });
};

const drawing = (color: string, width = 1600, height = 1000): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><pattern id="p" width="40" height="40"
     patternUnits="userSpaceOnUse"><rect width="20" height="40" fill="${color}"/><rect x="20" width="20" height="40" fill="#fff"/>
     </pattern></defs><rect width="100%" height="100%" fill="url(#p)"/></svg>`,
  );
const dataUrl = (svg: Buffer): string => `data:image/svg+xml;base64,${svg.toString('base64')}`;

const nothing: AppearanceInput = {
  ...{ title: null, logo: null, cover: null, showLogo: null, showFooter: null, showMethodLogos: null },
  ...{ accent: null, corner: null, cardText: null, belowText: null, helpContact: null, languages: null },
};

const demo = encodeURIComponent(postern.demoClient?.client_id ?? '');
const path = `/clients/${demo}/appearance`;

afterEach(async () => {
  const admin = await Management.asAdministrator(postern);
  await admin.patch(path, nothing);
});

/** Sum of all layout shifts of the page so far (https://web.dev/articles/cls). */
const layoutShift = (page: Page): Promise<number> => page.evaluate('window.shifted');
const watchShifts = async (page: Page): Promise<void> => {
  await page.addInitScript(`window.shifted = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { window.shifted += value; }))
      .observe({ type: 'layout-shift', buffered: true });`);
};

describe('the appearance of the sign-in page', () => {
  it('is chosen beside its preview, saved at once and asked for when left', async () => {
    const admin = await Management.asAdministrator(postern);
    const page = await openPanel(`/admin/applications/${demo}/appearance`);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { level: 1, includeHidden: true }).waitFor();

    await page.getByLabel('Title').fill('Welcome to the {application}');
    await page.getByLabel('Accent colour', { exact: true }).fill('#7a0c2e');
    await page.getByLabel('Text in the card').fill('Use your *company card*.');
    await frame.getByText('company card').waitFor();
    expect(await frame.locator('em').innerText()).toBe('company card');
    expect(await frame.locator('h1').innerText()).toContain('Welcome to the');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: drawing('#7a0c2e', 200, 200) });
    await frame.locator('picture img').first().waitFor();
    await page.getByLabel('Text on this colour', { exact: true }).fill('#8a2c4e');
    await page.getByText(/At least 4\.5:1 is needed/).waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.getByLabel('Text on this colour', { exact: true }).fill('');

    for (const screen of ['Password', 'Permissions', 'Refused certificate', 'Link a certificate', 'Error']) {
      await page.getByRole('combobox', { name: 'Screen' }).click();
      await page.getByRole('option', { name: screen }).click();
      await frame.locator('h1').waitFor();
    }
    await page.getByText('Dark', { exact: true }).click();
    await page.getByText('Desktop', { exact: true }).click();
    await picture(page, 'panel-1280');
    expect(await faultsOf(page, 'appearance of an application')).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    await picture(page, 'panel-320');
    await page.setViewportSize({ width: 1280, height: 800 });

    await page.getByRole('navigation').getByRole('link', { name: 'Users', exact: true }).click();
    await page.getByRole('button', { name: 'Keep editing' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Appearance saved').waitFor();

    const visitor = await chromium.open(postern);
    await startAtDemo(visitor, postern);
    await expect.poll(() => heading(visitor).innerText()).toContain('Welcome to the');
    await page.getByRole('button', { name: 'Reset Title' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(async () => (await admin.get<{ own: AppearanceInput }>(path)).own.title).toBeNull();
  });

  it('of the system has its own page', async () => {
    const page = await openPanel('/admin/appearance');
    await pageTitle(page, 'Sign-in page').waitFor();
    await page.frameLocator('iframe').locator('h1').waitFor();

    await picture(page, 'system-1280');
    expect(await faultsOf(page, 'appearance of the system')).toEqual([]);
  });

  it('keeps every screen readable with the worst settings, on a phone too, and moves nothing', async () => {
    const admin = await Management.asAdministrator(postern);
    const long = 'W'.repeat(300);
    await admin.patch(path, {
      title: 'W'.repeat(80),
      logo: { light: dataUrl(drawing('#000', 300, 40)), dark: dataUrl(drawing('#fff', 40, 300)) },
      cover: { light: dataUrl(drawing('#777')), focus: { x: 0, y: 100 } },
      accent: { color: '#767676', text: '#ffffff' },
      corner: 24,
      cardText: { en: `${long} [${long}](https://help.example.org/${'x'.repeat(200)})\n\n- **${long}**\n  1. ${long}` },
      belowText: { en: `${long}\n\n[${long}](mailto:desk@example.org)` },
      helpContact: `mailto:${'desk'.repeat(14)}@example.org`,
    });
    const person = await createPerson(admin, 'Branded');
    const certificate = await issueFor(await usersAuthority(postern), 'Refused Rita');
    for (const viewport of [
      { width: 320, height: 640 },
      { width: 1280, height: 800 },
    ]) {
      const page = await chromium.open(postern, { certificate, viewport });
      await watchShifts(page);
      await startAtDemo(page, postern);
      await methodButton(page, 'mTLS').waitFor();
      await page.waitForLoadState('networkidle');
      expect(await layoutShift(page)).toBe(0);
      await picture(page, `methods-${viewport.width}`);
      expect(await faultsOf(page, 'methods')).toEqual([]);
      await page.setViewportSize(viewport);
      await methodButton(page, 'mTLS').click();
      await certificateCard(page, 'Refused Rita').waitFor();
      expect(await faultsOf(page, 'certificate')).toEqual([]);
      await picture(page, `certificate-${viewport.width}`);
    }
    const page = await chromium.open(postern);
    await startAtDemo(page, postern);
    await methodButton(page, 'Username and password').click();
    expect(await faultsOf(page, 'password')).toEqual([]);
    await picture(page, 'password');
    await page.goBack();
    await startAtDemo(page, postern);
    await signInByPassword(page, person);
    await greeting(page, person.name).waitFor();
  });
});
