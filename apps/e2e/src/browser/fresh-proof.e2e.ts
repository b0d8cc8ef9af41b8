import { randomBytes } from 'node:crypto';
import type { Identifier, Profile } from '@postern/contracts';
import { signInByPassword as tokensByPassword } from '@postern/http-browser';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod, type Person, provisionCertificate } from '../support/accounts.js';
import { callbackAddress, registerApplication } from '../support/applications.js';
import { query } from '../support/database.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { Management, problemOf } from '../support/management.js';
import { openBrowser, type PemPair } from '../support/people.js';
import { faultsOf } from './support/accessibility.js';
import { useChromium } from './support/chromium.js';
import { certificateCard, choose, dialog, pageTitle, pressIn, signInToPanel, toast } from './support/panel.js';
import { methodButton, signInByPassword } from './support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const passphrase = () => randomBytes(12).toString('base64url');
let admin: Management;
let methodId: string;
let carol: Person;
let certificate: PemPair;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  methodId = (await mtlsMethod(admin)).id;
});

beforeEach(async () => {
  carol = await createPerson(admin, 'Carol');
  certificate = await issueFor(await usersAuthority(postern), carol.name);
});

/** Moves the start of all sessions of the account back by ten minutes. */
const growOld = async ({ id }: Person): Promise<void> => {
  const aged = await query(
    postern,
    `update oidc_artifact set payload = jsonb_set(payload, '{loginTs}', to_jsonb(extract(epoch from now())::int - 600))
     where model = 'Session' and account_id = $1 returning 1`,
    [id],
  );
  expect(aged).not.toHaveLength(0);
};

const question = (page: Page) => dialog(page, 'Confirm it’s you');

/** Carol in the panel; a form that asked whether to leave would keep her there. */
const openPanel = async (path: string): Promise<Page> => {
  const page = await chromium.open(postern, { certificate });
  page.on('dialog', (native) => void native.dismiss());
  await signInToPanel(page, postern, carol, path);
  return page;
};

/** Confirms the dialog and signs in again; ends in the panel. */
const signInAgain = async (page: Page, path: string, prove = () => signInByPassword(page, carol)): Promise<void> => {
  await question(page).getByText('Nothing has changed yet').waitFor();
  await pressIn(question(page), 'Sign in again');
  await page.waitForURL(`${postern.origins.public}/sign-in/**`);
  await prove();
  await page.waitForURL(`${postern.origins.public}/panel${path}`);
  await page.locator('#content h1').waitFor();
};

const emailOf = async ({ id }: Person) => (await admin.get<Profile>(`/users/${id}`)).email;
const identifiersOf = ({ id }: Person) => admin.get<Identifier[]>(`/users/${id}/identifiers`);

describe('a change of how somebody signs in, after a sign-in of ten minutes ago', () => {
  it('waits for a new sign-in with the e-mail address and the name that were typed', async () => {
    const page = await openPanel('/profile');
    await growOld(carol);
    const form = dialog(page, 'Edit main information');
    const email = `${carol.username}@new.example`;
    await pressIn(page, 'Edit');
    await form.getByLabel('E-mail').fill(email);
    await form.getByLabel('First name').fill('Carola');
    await pressIn(form, 'Save');
    await question(page).waitFor();
    expect(await faultsOf(page, 'question for a new sign-in')).toEqual([]);

    await signInAgain(page, '/profile');

    expect(await emailOf(carol)).toBeNull();
    expect(await form.getByLabel('E-mail').inputValue()).toBe(email);
    expect(await form.getByLabel('First name').inputValue()).toBe('Carola');
    await pressIn(form, 'Save');
    await toast(page, 'Your profile was saved').waitFor();
    expect(await emailOf(carol)).toBe(email);
  });

  it('does not come back once it was cancelled', async () => {
    const page = await openPanel('/profile');
    await growOld(carol);
    const form = dialog(page, 'Edit main information');
    await pressIn(page, 'Edit');
    await form.getByLabel('E-mail').fill('other@example.test');
    await pressIn(form, 'Save');
    await pressIn(question(page), 'Cancel');
    await form.getByText('Sign in again, then repeat it.').waitFor();
    await pressIn(form, 'Cancel');
    await pressIn(dialog(page, 'Discard your changes?'), 'Discard changes');

    await page.reload();
    await pageTitle(page, 'Main information').waitFor();
    await page.getByRole('button', { name: 'Edit' }).and(page.locator(':enabled')).waitFor();
    expect(await form.count()).toBe(0);
    expect(await emailOf(carol)).toBeNull();
  });

  it('is not resumed when another person signs in instead', async () => {
    const dave = await createPerson(admin, 'Dave');
    const page = await openPanel('/profile');
    await growOld(carol);
    const form = dialog(page, 'Edit main information');
    await pressIn(page, 'Edit');
    await form.getByLabel('E-mail').fill('carol@example.test');
    await pressIn(form, 'Save');

    await signInAgain(page, '/profile', () => signInByPassword(page, dave));

    await page.getByText(dave.username).first().waitFor();
    await page.getByRole('button', { name: 'Edit' }).and(page.locator(':enabled')).waitFor();
    expect(await form.count()).toBe(0);
    expect(await page.evaluate('Object.keys(sessionStorage).filter((key) => key.includes("waiting"))')).toEqual([]);
  });

  it('begins to link with the method that was chosen, and confirms the certificate that was shown', async () => {
    const page = await openPanel('/profile/identifiers');
    await growOld(carol);
    await choose(page, 'Add', 'mTLS');
    await signInAgain(page, '/profile/link');
    await pageTitle(page, 'Link an identifier').waitFor();

    await growOld(carol);
    await page.getByLabel('Name', { exact: true }).fill('My laptop');
    await page.getByLabel('Available on request').check();
    await pressIn(page, 'Link to my profile');
    await signInAgain(page, '/profile/link');

    expect(await identifiersOf(carol)).toEqual([]);
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('My laptop');
    await pressIn(page, 'Link to my profile');
    await toast(page, '“My laptop” is linked to your profile').waitFor();
    expect(await identifiersOf(carol)).toMatchObject([{ label: 'My laptop', publicity: 'on_request' }]);
  });

  it('asks again about the identifier that was to be deleted, and deletes it then only', async () => {
    const { id, label } = await provisionCertificate(admin, methodId, carol, certificate);
    const page = await openPanel('/profile/identifiers');
    await growOld(carol);
    await certificateCard(page, label).waitFor();
    await pressIn(page, `Delete “${label}”`);
    const deletion = dialog(page, `Delete “${label}”?`);
    await pressIn(deletion, 'Delete');
    await signInAgain(page, '/profile/identifiers');

    expect((await identifiersOf(carol)).map((one) => one.id)).toEqual([id]);
    await pressIn(deletion, 'Delete');
    await toast(page, `“${label}” was deleted`).waitFor();
    expect(await identifiersOf(carol)).toEqual([]);
  });

  it('needs no new sign-in if the current password is given', async () => {
    const page = await openPanel('/profile');
    await growOld(carol);
    const password = passphrase();
    await pressIn(page, 'Change password');
    const form = dialog(page, /password/i);
    await form.getByLabel('Current password').fill(carol.password);
    await form.getByLabel('New password', { exact: true }).fill(password);
    await form.getByLabel('Repeat new password').fill(password);
    await pressIn(form, 'Save');

    await toast(page, 'Your password was changed').waitFor();
    expect(await Management.signIn(postern, { ...carol, password })).toBeDefined();
  });

  it('sets a first password after a sign-in with the certificate, and stores none in the tab', async () => {
    await provisionCertificate(admin, methodId, carol, certificate);
    const page = await openPanel('/profile');
    await query(postern, 'update account set password_hash = null where id = $1', [carol.id]);
    await page.reload();
    // Until then the panel still gets its tokens, and the session is stored anew.
    await page.getByRole('button', { name: 'Set a password' }).waitFor();
    await growOld(carol);
    const password = passphrase();
    const form = dialog(page, /password/i);
    const type = async (): Promise<void> => {
      await form.getByLabel('New password', { exact: true }).fill(password);
      await form.getByLabel('Repeat new password').fill(password);
      await pressIn(form, 'Save');
    };
    await pressIn(page, 'Set a password');
    await type();
    await question(page).waitFor();
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })')).not.toContain(password);

    await signInAgain(page, '/profile', () => methodButton(page, 'mTLS').click());

    expect(await form.getByLabel('New password', { exact: true }).inputValue()).toBe('');
    await type();
    await toast(page, 'Your password was changed').waitFor();
    expect(await Management.signIn(postern, { ...carol, password })).toBeDefined();
  });

  it('is refused to the token of another application, however fresh', async () => {
    const application = await registerApplication(admin, {
      first_party: true,
      scopes: ['openid', 'read:me', 'update:me'],
    });
    const party = { ...application, redirectUri: callbackAddress, scope: 'openid read:me update:me' };
    const resource = `${postern.origins.public}/api/v2`;
    const { access_token: token } = await tokensByPassword(
      openBrowser(postern),
      { ...party, resource },
      carol.username,
      carol.password,
    );
    const other = new Management(postern, token);
    const refused = { status: 403, code: 'token.insufficient_scope' };
    const { id } = await provisionCertificate(admin, methodId, carol, certificate);

    expect((await other.send('PATCH', '/me', { name: 'Carol C.' })).status).toBe(200);
    expect(problemOf(await other.send('PATCH', '/me', { email: 'other@example.test' }))).toEqual(refused);
    expect(problemOf(await other.send('POST', '/me/links', { methodId }))).toEqual(refused);
    expect(problemOf(await other.send('DELETE', `/me/identifiers/${id}`))).toEqual(refused);
    const passwords = { currentPassword: carol.password, newPassword: passphrase() };
    expect(problemOf(await other.send('PUT', '/me/password', passwords))).toEqual(refused);
  });
});
