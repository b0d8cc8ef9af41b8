import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson } from '../../support/accounts.js';
import { Management } from '../../support/management.js';
import { useChromium } from '../support/chromium.js';
import {
  administratorsPanel,
  choose,
  dialog,
  pageTitle,
  pressIn,
  secretsIn,
  signInToPanel,
  toast,
} from '../support/panel.js';
import { chooseNewPassword, greeting, signInByPassword, startAtDemo } from '../support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const openPanel = administratorsPanel(chromium, postern);
const unique = randomBytes(3).toString('hex');
let admin: Management;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

describe('users in the panel', () => {
  it('are created with a one-time password that is shown once, and choose their own when they first sign in', async () => {
    const page = await openPanel('/admin/users');
    const username = `erin-${unique}`;
    await pressIn(page, 'Create user');
    const form = dialog(page, 'Create user');
    await form.getByLabel('Username').fill(username);
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Erin Vos');
    await form.getByRole('textbox', { name: 'E-mail' }).fill(`${username}@example.com`);
    await pressIn(form, 'Create');

    const shown = dialog(page, 'Erin Vos was created');
    const [, password = ''] = await secretsIn(shown);
    await pressIn(shown, 'I’ve copied it');
    await pageTitle(page, 'Erin Vos').waitFor();
    await page.getByRole('link', { name: 'Back to: Users' }).click();
    await page.getByLabel('Search by name, username or e-mail').fill(username);
    await page.waitForURL(`**search=${username}`);
    await page.getByRole('row').filter({ hasText: username }).getByRole('link').click();
    await pageTitle(page, 'Erin Vos').waitFor();
    expect(await page.locator('main').innerText()).not.toContain(password);

    const erin = await chromium.open(postern);
    await startAtDemo(erin, postern);
    await signInByPassword(erin, { username, password });
    const own = 'seven lamps by the river';
    await chooseNewPassword(erin, own);
    await greeting(erin, 'Erin Vos').waitFor();

    const again = await chromium.open(postern);
    await startAtDemo(again, postern);
    await signInByPassword(again, { username, password });
    await again.getByText('Wrong username or password').waitFor();
    await again.getByLabel('Password', { exact: true }).fill(own);
    await pressIn(again, 'Sign in');
    await greeting(again, 'Erin Vos').waitFor();
  });

  it('who become owners are signed out and get a one-time password', async () => {
    const person = await createPerson(admin, 'Olga');
    const olga = await chromium.open(postern);
    await signInToPanel(olga, postern, person);
    const page = await openPanel(`/admin/users/${person.id}`);
    await pressIn(page, 'Edit');
    const form = dialog(page, `Edit ${person.name}`);
    await form.getByLabel('Role').selectOption('Owner');
    await form.getByText('A new owner is signed out everywhere.').waitFor();
    await pressIn(form, 'Save');
    const shown = dialog(page, `One-time password of ${person.name}`);
    const [password = ''] = await secretsIn(shown);
    await pressIn(shown, 'I’ve copied it');

    await olga.reload();
    await signInByPassword(olga, person);
    await olga.getByText('Wrong username or password').waitFor();
    await olga.getByLabel('Password', { exact: true }).fill(password);
    await pressIn(olga, 'Sign in');
    await chooseNewPassword(olga, 'seven lamps by the river');
    await pageTitle(olga, 'Main information').waitFor();
    await admin.patch(`/users/${person.id}`, { role: 'member' });
  });

  it('cannot sign in while they are blocked', async () => {
    const person = await createPerson(admin, 'Frank');
    const page = await openPanel(`/admin/users/${person.id}`);
    await choose(page, `More actions for ${person.name}`, 'Block');
    await pressIn(dialog(page, `Block ${person.name}?`), 'Block');
    await toast(page, `${person.name} is blocked`).waitFor();

    const frank = await chromium.open(postern);
    await startAtDemo(frank, postern);
    await signInByPassword(frank, person);
    await frank.getByText('This account is blocked').waitFor();

    await choose(page, `More actions for ${person.name}`, 'Unblock');
    await pressIn(dialog(page, `Unblock ${person.name}?`), 'Unblock');
    await toast(page, `${person.name} can sign in again`).waitFor();
    await frank.getByRole('button', { name: 'Sign in', exact: true }).click();
    await greeting(frank, person.name).waitFor();
  });

  it('do not see administration when they are members', async () => {
    const person = await createPerson(admin, 'Grace');
    const page = await chromium.open(postern);
    await signInToPanel(page, postern, person);
    await page.getByText(person.username).first().waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual([
      'Main information',
      'Identifiers',
      'Connected applications',
      'Sessions',
      'Activity',
    ]);

    await page.goto(`${postern.origins.public}/panel/admin/users`);

    await page.getByText('Your role does not allow this').waitFor();
  });
});
