import { join } from 'node:path';
import type { Identifier } from '@postern/contracts';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson } from '../../support/accounts.js';
import { issueFor, usersAuthority } from '../../support/issuing.js';
import { Management } from '../../support/management.js';
import { readPair } from '../../support/people.js';
import { useChromium } from '../support/chromium.js';
import { administratorsPanel, certificateCard, dialog, pressIn, toast } from '../support/panel.js';
import { greeting, methodButton, startAtDemo } from '../support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const openPanel = administratorsPanel(chromium, postern);
let admin: Management;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

/** `PICTURES=/folder` keeps what the page looked like. */
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder?.startsWith('/')) await page.screenshot({ path: join(folder, `${name}.png`) });
};

/** Presents the certificate of a browser. @returns the request number that its person is asked to quote */
const refusedWith = async (page: Page): Promise<string> => {
  await startAtDemo(page, postern);
  await methodButton(page, 'mTLS').click();
  await page.waitForURL(/\?attempt=/);
  return new URL(page.url()).searchParams.get('attempt') ?? '';
};

describe('an administrator who is asked for help', () => {
  it('links the certificate of a refused sign-in from its request number, and the person signs in', async () => {
    const person = await createPerson(admin, 'Hedy');
    const certificate = await issueFor(await usersAuthority(postern), person.name);
    const page = await chromium.open(postern, { certificate });
    const request = await refusedWith(page);

    const panel = await openPanel('/admin/events');
    await panel.getByLabel('Request number').fill(`It says ${request}.`);
    // Until the filter is applied, the log shows other refusals.
    await panel.getByRole('button', { name: 'Sign-in failed' }).nth(1).waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: 'Sign-in failed' }).click();
    const event = dialog(panel, 'Sign-in failed');
    const card = certificateCard(panel, person.name);
    await card.waitFor();
    expect(await card.getByRole('list', { name: 'Certificate chain' }).innerText()).toContain('Users root CA');
    expect(await card.getByRole('list', { name: 'Checks' }).innerText()).toMatch(/Linked account\n: failed/);
    await picture(panel, 'help');

    await pressIn(event, 'Link to…');
    const form = dialog(panel, `Link ${person.name}`);
    await form.getByRole('combobox', { name: 'Account' }).fill(person.username);
    await panel.getByRole('option', { name: new RegExp(person.username) }).click();
    await picture(panel, 'help-link');
    await pressIn(form, 'Link');
    await toast(panel, person.name).waitFor();

    expect(await admin.get<Identifier[]>(`/users/${person.id}/identifiers`)).toHaveLength(1);
    await startAtDemo(page, postern);
    await methodButton(page, 'mTLS').click();
    await greeting(page, person.name).waitFor();
  });

  it('sees which CA to upload for a namesake, and gets a reply in the language of the person', async () => {
    const page = await chromium.open(postern, { certificate: readPair(postern.badCertificates['foreign-ca']!) });
    const request = await refusedWith(page);
    const panel = await openPanel(`/admin/events?request=${request}`);
    await panel.getByRole('button', { name: 'Sign-in failed' }).click();
    const event = dialog(panel, 'Sign-in failed');
    await event.getByText('Same name, different key').waitFor();
    expect(await event.getByRole('button', { name: 'Link to…' }).count()).toBe(0);

    await event.getByLabel('Reply in').selectOption('de');
    await event.getByText('Dieser Aussteller wird hier nicht akzeptiert').first().waitFor();
    await picture(panel, 'help-namesake');

    await event.getByRole('link', { name: 'Trust this CA…' }).click();
    const method = dialog(panel, /mTLS/);
    await method.getByText('Add the certificate of Users issuing CA').waitFor();
    await picture(panel, 'help-trust');
  });

  it('sees it at once in the open log, until the log is paused', async () => {
    const panel = await openPanel('/admin/events');
    await panel.getByRole('button', { name: 'Live · Pause' }).waitFor();
    const person = await createPerson(admin, 'Joan');
    await panel.getByRole('row').filter({ hasText: person.name }).first().waitFor({ timeout: 20_000 });
    expect(
      await panel
        .getByRole('status')
        .filter({ hasText: /new event/ })
        .count(),
    ).toBe(1);

    await pressIn(panel, 'Live · Pause');
    const other = await createPerson(admin, 'Radia');
    await panel.waitForTimeout(7000);
    expect(await panel.getByRole('row').filter({ hasText: other.name }).count()).toBe(0);
    await pressIn(panel, 'Paused · Resume');
    await panel.getByRole('row').filter({ hasText: other.name }).first().waitFor({ timeout: 20_000 });
    await picture(panel, 'live');
  });
});
