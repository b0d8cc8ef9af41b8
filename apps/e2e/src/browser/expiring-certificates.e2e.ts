import { join } from 'node:path';
import type { KnownCertificate, Page as PageOf, RenewalGuide } from '@postern/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod, provisionCertificate } from '../support/accounts.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { Management } from '../support/management.js';
import type { PemPair } from '../support/people.js';
import { faultsOf } from './support/accessibility.js';
import { useChromium } from './support/chromium.js';
import { certificateCard, signInToPanel } from './support/panel.js';
import { greeting, methodButton, signOutAtDemo, startAtDemo } from './support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const hour = 3_600_000;
const guide: RenewalGuide = {
  address: 'https://pki.example.org/renew',
  texts: {
    en: 'Bring your badge to room 12.\nIt takes ten minutes.',
    de: 'Kommen Sie mit Ihrem Ausweis in Raum 12.\nEs dauert zehn Minuten.',
    ru: 'Приходите с пропуском в комнату 12.\nЭто займёт десять минут.',
  },
};
let admin: Management;
let guided: readonly string[] = [];
let certificate: PemPair;
let person: Awaited<ReturnType<typeof createPerson>>;

const setGuide = async (id: string, input: RenewalGuide): Promise<void> => {
  const { status, body } = await admin.send('PUT', `/certificates/${id}/renewal-guide`, input);
  if (status !== 200) throw new Error(body);
};

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  const { items } = await admin.get<PageOf<KnownCertificate>>('/certificates?use=sign_in_trust_anchor&pageSize=100');
  guided = items.map(({ id }) => id);
  await Promise.all(guided.map((id) => setGuide(id, guide)));
  person = await createPerson(admin, 'Expiring');
  const notAfter = new Date(Date.now() + 12 * 24 * hour + hour);
  certificate = await issueFor(await usersAuthority(postern), person.name, { notAfter });
  await provisionCertificate(admin, (await mtlsMethod(admin)).id, person, certificate);
});
afterAll(() => Promise.all(guided.map((id) => setGuide(id, { address: null, texts: {} }))));

/** `PICTURES=/folder` keeps what the page looks like: wide and narrow, light and dark. */
const pictures = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (!folder?.startsWith('/')) return;
  for (const width of [1280, 320])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  await page.setViewportSize({ width: 1280, height: 720 });
};

/** Ends at the application without a page in between. */
const signIn = async (page: Page): Promise<void> => {
  await methodButton(page, 'mTLS').click();
  await greeting(page, person.name).waitFor();
};

describe('a certificate that expires in 12 days', () => {
  it.each([
    [
      'de',
      'Das hier zuletzt verwendete Zertifikat läuft in 12 Tagen ab',
      'Was Sie tun können',
      'Es dauert zehn Minuten.',
    ],
    ['ru', /истекает через 12 дней/, 'Что делать', 'Это займёт десять минут.'],
  ])('causes a notice in the language of the page: %s', async (locale, ends, what, text) => {
    const page = await chromium.open(postern, { certificate, locale });
    await startAtDemo(page, postern);
    await signIn(page);
    await signOutAtDemo(page, postern);
    await startAtDemo(page, postern);

    await page.getByText(ends).waitFor();
    await page.getByText(what).click();
    await page.getByText(text).waitFor();
    await pictures(page, `strip-${locale}`);
  });

  it('signs in at once, causes a notice on the next sign-in page, and can be put off for three days', async () => {
    const page = await chromium.open(postern, { certificate });
    await startAtDemo(page, postern);
    await signIn(page);
    await signOutAtDemo(page, postern);
    await startAtDemo(page, postern);

    await page.getByText('The certificate you last used here expires in 12 days').waitFor();
    await page.getByText('What to do').click();
    await page.getByText('Bring your badge to room 12.').waitFor();
    const link = page.getByRole('link', { name: 'Open the renewal page (pki.example.org)' });
    expect(await link.getAttribute('href')).toBe(guide.address);
    expect(await faultsOf(page, 'expiring certificate')).toEqual([]);
    await pictures(page, 'strip-en');

    await page.getByRole('button', { name: 'Remind me in 3 days' }).click();
    await page.getByText('We’ll remind you in 3 days.').waitFor();
    await signIn(page);
    await signOutAtDemo(page, postern);
    await startAtDemo(page, postern);
    await methodButton(page, 'mTLS').waitFor();
    expect(await page.getByText(/expires in/).count()).toBe(0);
  });

  it('causes a notice in the profile, with a link to renew it', async () => {
    const page = await chromium.open(postern, { certificate });
    await signInToPanel(page, postern, person);
    await page.goto(`${postern.origins.public}/panel/profile/identifiers`);

    const card = certificateCard(page, person.name);
    await card.getByText('12 days left').waitFor();
    await card.getByText('Bring your badge to room 12.').waitFor();
    await card.getByRole('link', { name: 'Open the renewal page (pki.example.org)' }).waitFor();
    expect(await faultsOf(page, 'identifiers')).toEqual([]);
    await pictures(page, 'profile-en');
  });
});
