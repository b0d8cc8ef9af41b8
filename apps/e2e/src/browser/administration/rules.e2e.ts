import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { SignInMethodRecord } from '@postern/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createMtlsMethod, createPerson, type Person } from '../../support/accounts.js';
import { issueFor, usersAuthority } from '../../support/issuing.js';
import { Management } from '../../support/management.js';
import { openBrowserWith } from '../../support/people.js';
import { beginSignIn, certificateAddress } from '../../support/sign-in-page.js';
import { faultsOf } from '../support/accessibility.js';
import { useChromium } from '../support/chromium.js';
import { administratorsPanel, dialog, pressIn } from '../support/panel.js';

const postern = inject('postern');
const openPanel = administratorsPanel(useChromium(), postern);
const name = `Badge ${randomBytes(3).toString('hex')}`;
let admin: Management;
let carol: Person;
let methodId: string;

/** `PICTURES=/folder` keeps what the page looked like. */
const picture = async (page: Page, file: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder?.startsWith('/')) await page.screenshot({ path: join(folder, `${file}.png`), fullPage: true });
};

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  carol = await createPerson(admin, 'Carol');
  ({ id: methodId } = await createMtlsMethod(admin, { name }));
  const certificate = await issueFor(await usersAuthority(postern), carol.username);
  const page = await beginSignIn(postern, openBrowserWith(postern, certificate));
  await page.browser.follow(await certificateAddress(page, methodId));
});
afterAll(() => admin.delete(`/sign-in-methods/${methodId}`));

describe('rules in the panel', () => {
  it('show what they read in the last presented certificate, and are tested before they are saved', async () => {
    const page = await openPanel('/admin/sign-in-methods');
    await pressIn(page.getByRole('listitem').filter({ hasText: name }), `Configure ${name}`);
    const form = dialog(page, `Configure ${name}`);
    await form.getByLabel('Part of the certificate').selectOption('subject');
    await form.getByText('relies on a name from the CA').waitFor();
    await form.getByLabel('Attribute', { exact: true }).fill('CN');
    await form.getByText('In the last certificate presented:').getByText(carol.username).waitFor();
    await form.getByLabel('Account', { exact: true }).selectOption('username');
    await form.getByText('Try these settings').click();
    await pressIn(form, `Use ${carol.username}`);
    await form.getByText(`It signs in ${carol.name}.`).waitFor();
    await picture(page, 'rules-tried');
    await pressIn(form, 'Try all');
    await form.getByText(/accounts would be found$/).waitFor();
    expect(await faultsOf(page, 'rules that are tried')).toEqual([]);
    await picture(page, 'rules-of-all');

    const [stored] = (await admin.get<SignInMethodRecord[]>('/sign-in-methods')).filter(({ id }) => id === methodId);
    expect(stored?.params['rules']).not.toEqual([{ source: 'subject:CN', field: 'username' }]);
  });
});

describe('the levels required for administration', () => {
  it('are on the page of the panel application, by role', async () => {
    const page = await openPanel('/admin/applications/postern-panel');
    await page.getByRole('heading', { name: 'What it takes to administer' }).waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await dialog(page, 'What it takes to administer').getByText('Manager', { exact: true }).waitFor();
    expect(await faultsOf(page, 'levels by role')).toEqual([]);
    await picture(page, 'levels-by-role');
  });
});
