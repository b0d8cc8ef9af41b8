import { randomBytes } from 'node:crypto';
import type { SignInMethodRecord } from '@postern/contracts';
import { type Authority, createAuthority } from '@postern/dev-pki';
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createMtlsMethod } from '../../support/accounts.js';
import { issueFor } from '../../support/issuing.js';
import { Management } from '../../support/management.js';
import { useChromium } from '../support/chromium.js';
import { administratorsPanel, certificateCard, choose, dialog, flip, pressIn, toast } from '../support/panel.js';
import { methodButton, startAtDemo, title } from '../support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const openPanel = administratorsPanel(chromium, postern);
const unique = randomBytes(3).toString('hex');
/** Milliseconds until other processes have applied a change. */
const polling = { timeout: 30_000, interval: 300 };
let admin: Management;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

describe('a second mTLS method', () => {
  let page: Page;
  /** Opens the sign-in page of the demo application. */
  let visitor: Page;

  beforeEach(async () => {
    visitor = await chromium.open(postern);
  });
  /** Others meet the same sign-in page. */
  afterEach(async () => {
    const methods = await admin.get<SignInMethodRecord[]>('/sign-in-methods');
    for (const { id, name } of methods) if (name?.endsWith(unique)) await admin.delete(`/sign-in-methods/${id}`);
  });

  const switchOf = (name: string): Locator => page.getByRole('switch', { name: `${name} switched on`, exact: true });
  const row = (name: string): Locator => page.getByRole('listitem').filter({ has: switchOf(name) });
  const methodsOffered = async (): Promise<string[]> => {
    await startAtDemo(visitor, postern);
    await methodButton(visitor, 'Username and password').waitFor();
    const texts = await visitor.getByRole('listitem').allInnerTexts();
    // The hint below the name says what a certificate is.
    return texts.map((text) => text.split('\n')[0] ?? '');
  };

  it('B5 B6: is created from the template, and offered from the moment it is switched on until it is switched off', async () => {
    const name = `Smart card ${unique}`;
    const authority = await createAuthority({ subject: `CN=Card CA ${unique}, O=Postern tests`, pathLength: 0 });
    page = await openPanel('/admin/sign-in-methods');
    await choose(page, 'Create method', 'mTLS');
    const form = dialog(page, 'New method: mTLS');
    await form.getByRole('textbox', { name: 'Name' }).fill(name);
    await form.getByLabel('Description').fill('For the people with cards');
    await form
      .getByLabel('Choose files')
      .setInputFiles({ name: 'card-ca.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(authority.pem) });
    await certificateCard(page, `Card CA ${unique}`).waitFor();
    await form.getByLabel('Part of the certificate').selectOption('public-key');
    expect(await form.getByRole('switch', { name: 'Public sign-in method' }).isChecked()).toBe(true);
    await form.getByRole('radio', { name: 'Available on request' }).check();
    await pressIn(form, 'Create');
    await toast(page, `${name} was created`).waitFor();
    await row(name).getByText('Public', { exact: true }).waitFor();

    const control = switchOf(name);
    expect(await control.isChecked()).toBe(false);
    expect(await methodsOffered()).not.toContain(name);

    await flip(control, true);
    await expect.poll(methodsOffered, polling).toContain(name);
    await expectOwnAuthority(name, authority);

    await control.press('Space');
    const question = dialog(page, `Switch ${name} off?`);
    await question.getByText('Everyone can still sign in another way.').waitFor();
    await pressIn(question, 'Switch off');
    await expect.poll(methodsOffered, polling).not.toContain(name);
    expect(await methodsOffered()).toContain('mTLS');

    await expectCopy(name);
  });

  /** Has the settings of its original, and a name of its own; is not offered before somebody says so. */
  const expectCopy = async (name: string): Promise<void> => {
    await choose(page, `More actions for ${name}`, 'Duplicate');
    const form = dialog(page, 'New method: mTLS');
    await certificateCard(page, `Card CA ${unique}`).waitFor();
    const field = form.getByRole('textbox', { name: 'Name' });
    expect(await field.inputValue()).toBe(`${name} (copy)`);
    await field.fill(`Copy ${unique}`);
    await pressIn(form, 'Create');
    await toast(page, `Copy ${unique} was created`).waitFor();
    const methods = await admin.get<SignInMethodRecord[]>('/sign-in-methods');
    const [original, copy] = [name, `Copy ${unique}`].map((wanted) => methods.find((one) => one.name === wanted));
    expect(copy).toMatchObject({
      description: original?.description,
      publicity: 'on_request',
      params: original?.params,
      enabled: false,
    });
  };

  /** The uploaded authority's certificates pass at this method and at no other. */
  const expectOwnAuthority = async (name: string, authority: Authority): Promise<void> => {
    const holder = `Card holder ${unique}`;
    const owner = await chromium.open(postern, { certificate: await issueFor(authority, holder) });
    const present = async (method: string) => {
      await startAtDemo(owner, postern);
      await methodButton(owner, method).click();
      await certificateCard(owner, holder).waitFor();
      return title(owner);
    };
    // Nginx reloads its trust anchors in the background.
    await expect.poll(() => present(name), polling).toBe('This certificate is not linked yet');
    expect(await present('mTLS')).toBe('This issuer is not accepted here');
  };

  it('is edited, and has its new name at the sign-in page', async () => {
    const { name } = await createMtlsMethod(admin, { name: `Card ${unique}`, description: 'For some' });
    const renamed = `Badge ${unique}`;
    page = await openPanel('/admin/sign-in-methods');
    await pressIn(row(name), `Configure ${name}`);
    const form = dialog(page, `Configure ${name}`);
    expect(await form.getByLabel('Description').inputValue()).toBe('For some');
    await certificateCard(page, 'Users issuing CA').waitFor();
    await form.getByRole('textbox', { name: 'Name' }).fill(renamed);
    await form.getByLabel('Part of the certificate').selectOption('issuer-and-subject');
    await pressIn(form, 'Save');

    await toast(page, `${renamed} was saved`).waitFor();
    await row(renamed).waitFor();
    expect(await methodsOffered()).toContain(renamed);
    await pressIn(row(renamed), `Configure ${renamed}`);
    expect(await page.getByLabel('Part of the certificate').inputValue()).toBe('issuer-and-subject');
  });

  it('is deleted only when that is confirmed', async () => {
    const { name } = await createMtlsMethod(admin, { name: `Card ${unique}` });
    page = await openPanel('/admin/sign-in-methods');
    await choose(page, `More actions for ${name}`, 'Delete');
    await pressIn(dialog(page, `Delete ${name}?`), 'Cancel');
    await dialog(page, `Delete ${name}?`).waitFor({ state: 'detached' });
    await row(name).waitFor();

    await choose(page, `More actions for ${name}`, 'Delete');
    await pressIn(dialog(page, `Delete ${name}?`), 'Delete');

    await toast(page, `${name} was deleted`).waitFor();
    await row(name).waitFor({ state: 'detached' });
    expect(await methodsOffered()).not.toContain(name);
  });

  it('has its changes in the event log', async () => {
    const { id, name } = await createMtlsMethod(admin, { name: `Card ${unique}` });
    await admin.patch(`/sign-in-methods/${id}`, { description: 'For nobody' });
    await admin.delete(`/sign-in-methods/${id}`);
    page = await openPanel('/admin/events');
    for (const [type, what] of [
      ['sign_in_method.created', 'Sign-in method created'],
      ['sign_in_method.updated', 'Sign-in method changed'],
      ['sign_in_method.deleted', 'Sign-in method deleted'],
    ] as const) {
      await page.getByLabel('Event', { exact: true }).selectOption(type);
      await page.waitForURL(`**type=${type}`);
      const opener = page.getByRole('button', { name: what });
      await page.getByRole('row').filter({ has: opener, hasText: '127.0.0.1' }).first().getByRole('button').click();
      const details = await dialog(page, what).innerText();
      expect(details).toContain('Administrator (admin)');
      expect(details).toContain(name);
      await page.keyboard.press('Escape');
      await dialog(page, what).waitFor({ state: 'detached' });
    }
  });
});
