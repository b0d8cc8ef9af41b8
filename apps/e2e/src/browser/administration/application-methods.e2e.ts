import { randomBytes } from 'node:crypto';
import { createAuthority } from '@postern/dev-pki';
import type { ApplicationSignInMethods } from '@postern/contracts';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { issueFor } from '../../support/issuing.js';
import { Management } from '../../support/management.js';
import { demoParty } from '../../support/people.js';
import { useChromium } from '../support/chromium.js';
import { administratorsPanel, certificateCard, choose, dialog, flip, pressIn, toast } from '../support/panel.js';
import { methodButton, startAtDemo, title } from '../support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const openPanel = administratorsPanel(chromium, postern);
const unique = randomBytes(3).toString('hex');
const name = `Shop card ${unique}`;
const { clientId } = demoParty(postern);
const list = `/clients/${clientId}/sign-in-methods`;
/** Milliseconds until other processes have applied a change. */
const polling = { timeout: 30_000, interval: 300 };
let admin: Management;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});
/** Others meet the same sign-in page. */
afterAll(async () => {
  const { methods } = await admin.get<ApplicationSignInMethods>(list);
  for (const { id, owner } of methods) if (owner === 'application') await admin.delete(`/sign-in-methods/${id}`);
  await admin.delete(list);
});

describe('the sign-in methods of one application', () => {
  let page: Page;
  const switchOf = (method: string): Locator =>
    page.getByRole('switch', { name: `${method} switched on`, exact: true });
  const offered = async (visitor: Page): Promise<string[]> => {
    await visitor.getByRole('listitem').first().waitFor();
    return (await visitor.getByRole('listitem').allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
  };

  it('B5 B6: are its own and public ones, in its own order; another application has another list', async () => {
    const authority = await createAuthority({ subject: `CN=Shop CA ${unique}, O=Postern tests`, pathLength: 0 });
    const holder = `Shop customer ${unique}`;
    const customer = await chromium.open(postern, { certificate: await issueFor(authority, holder) });
    page = await openPanel(`/admin/applications/${clientId}/sign-in`);
    await page.getByText(/follows the system’s list/).waitFor();

    await choose(page, 'Create method', 'mTLS');
    const form = dialog(page, 'New method: mTLS');
    await form.getByRole('textbox', { name: 'Name' }).fill(name);
    await form
      .getByLabel('Choose files')
      .setInputFiles({ name: 'shop-ca.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(authority.pem) });
    await certificateCard(page, `Shop CA ${unique}`).waitFor();
    expect(await form.getByRole('switch', { name: 'Public sign-in method' }).count()).toBe(0);
    await pressIn(form, 'Create');
    await toast(page, `${name} was created`).waitFor();
    await page.getByText('This application has a list of its own.').waitFor();
    await flip(switchOf(name), true);
    await page.getByRole('button', { name: `Move ${name}`, exact: true }).focus();
    await page.keyboard.press('ArrowUp');

    const atDemo = async (): Promise<string[]> => {
      await startAtDemo(customer, postern);
      return offered(customer);
    };
    await expect.poll(atDemo, polling).toEqual(['mTLS', name, 'Username and password']);
    const visitor = await chromium.open(postern);
    await visitor.goto(`${postern.origins.public}/panel/profile`);
    expect(await offered(visitor)).toEqual(['mTLS', 'Username and password']);

    const present = async (): Promise<string> => {
      await startAtDemo(customer, postern);
      await methodButton(customer, name).click();
      await certificateCard(customer, holder).waitFor();
      return title(customer);
    };
    // Nginx reloads its trust anchors in the background.
    await expect.poll(present, polling).toBe('This certificate is not linked yet');

    await switchOf('mTLS').press('Space');
    await expect.poll(atDemo, polling).toEqual([name, 'Username and password']);
    for (const method of [name, 'Username and password']) await switchOf(method).press('Space');
    await page.getByText('Switched on because no other method was left.').waitFor();

    await pressIn(page, 'Follow the system’s list');
    await pressIn(dialog(page, 'Follow the system’s list again?'), 'Follow the system’s list');
    await toast(page, 'The application follows the system’s list').waitFor();
    await expect.poll(atDemo, polling).toEqual(['mTLS', 'Username and password']);
  });
});
