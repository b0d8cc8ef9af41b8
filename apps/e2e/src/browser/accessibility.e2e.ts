import { authorizationRequest } from '@postern/http-browser';
import type { GroupRecord } from '@postern/contracts';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod, type Person, provisionCertificate } from '../support/accounts.js';
import { type Application, registerApplication } from '../support/applications.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { Management } from '../support/management.js';
import { readPair } from '../support/people.js';
import { faultsOf } from './support/accessibility.js';
import { useChromium } from './support/chromium.js';
import { certificateCard, choose, dialog, goTo, pageTitle, pressIn, signInToPanel } from './support/panel.js';
import { heading, methodButton, signInByPassword, startAtDemo } from './support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
let admin: Management;
let person: Person;
let application: Application;
let group: GroupRecord;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  person = await createPerson(admin, 'Heidi');
  application = await registerApplication(admin, { first_party: false, redirect_uris: [`${postern.origins.demo}/`] });
  group = await admin.post<GroupRecord>('/groups', { name: `Group of ${person.name}` });
  await admin.send('PUT', `/groups/${group.id}/members/${person.id}`);
});

/** Collected over a whole visit, so that one run names them all. */
const faults: string[] = [];
const look = async (page: Page, screen: string): Promise<void> => void faults.push(...(await faultsOf(page, screen)));

afterEach(() => expect(faults.splice(0)).toEqual([]));

describe('the sign-in pages are accessible, in light and dark, and fit a small phone', () => {
  it('from the methods to a wrong password', async () => {
    const page = await chromium.open(postern);
    await startAtDemo(page, postern);
    await methodButton(page, 'Username and password').waitFor();
    await look(page, 'methods');

    await methodButton(page, 'Username and password').click();
    await page.getByLabel('Username or e-mail').waitFor();
    await look(page, 'sign-in page');

    await page.getByLabel('Username or e-mail').fill(person.username);
    await pressIn(page, 'Continue');
    await page.getByLabel('Password', { exact: true }).fill('not the right one');
    await look(page, 'password');

    await pressIn(page, 'Sign in');
    await page.getByText('Wrong username or password').waitFor();
    await look(page, 'wrong password');
  });

  it('in the guide to installing a certificate', async () => {
    const page = await chromium.open(postern);
    await page.goto(`${postern.origins.public}/sign-in/help`);
    await heading(page).waitFor();
    await look(page, 'help');
    await page.getByText('Other browsers and systems').click();
    await page.getByRole('heading', { name: 'Firefox, on every system' }).waitFor();
    await look(page, 'help, all of it');
  });

  it('when a certificate is refused, or linked to nobody', async () => {
    const refused = await chromium.open(postern, { certificate: readPair(postern.badCertificates['expired']!) });
    await startAtDemo(refused, postern);
    await methodButton(refused, 'mTLS').click();
    await certificateCard(refused, 'Expired').waitFor();
    await look(refused, 'refused');

    const certificate = await issueFor(await usersAuthority(postern), 'Somebody new');
    const unlinked = await chromium.open(postern, { certificate });
    await startAtDemo(unlinked, postern);
    await methodButton(unlinked, 'mTLS').click();
    await certificateCard(unlinked, 'Somebody new').waitFor();
    await look(unlinked, 'not linked');

    await methodButton(unlinked, 'Username and password').click();
    await unlinked.getByLabel('Username or e-mail').waitFor();
    await look(unlinked, 'sign-in page with a link pending');
  });

  it('when a person consents, reviews access, chooses an account, signs out, or follows a bad link', async () => {
    const page = await chromium.open(postern);
    await page.goto(authorizationRequest(application).url);
    await signInByPassword(page, person);
    await page.getByRole('button', { name: 'Allow' }).waitFor();
    await look(page, 'consent');
    await pressIn(page, 'Allow');
    await page.waitForURL(`${postern.origins.demo}/?code=*`);

    await page.goto(`${postern.origins.public}/panel/profile/applications`);
    await page.getByRole('button', { name: `Revoke the access of ${application.record.name}` }).click();
    await dialog(page, `Revoke the access of ${application.record.name}?`).waitFor();
    await look(page, 'taking access back');
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await look(page, 'connected applications');

    await page.goto(authorizationRequest(application, { prompt: 'select_account' }).url);
    await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
    await look(page, 'account choice');

    await page.goto(`${postern.issuer}/session/end`);
    await page.getByRole('heading', { name: 'Sign out of Postern?' }).waitFor();
    await look(page, 'sign-out');

    await page.goto(`${postern.origins.public}/sign-in/${'a'.repeat(43)}`);
    await page.getByRole('heading', { name: 'This sign-in page has expired' }).waitFor();
    await look(page, 'expired');

    await page.goto(authorizationRequest({ ...application, clientId: 'nobody' }).url);
    await heading(page).waitFor();
    await look(page, 'unknown application');
  });
});

describe('the panel is accessible, in light and dark, and fits a small phone', () => {
  it('in the profile', async () => {
    const certificate = await issueFor(await usersAuthority(postern), person.name);
    await provisionCertificate(admin, (await mtlsMethod(admin)).id, person, certificate);
    const another = await issueFor(await usersAuthority(postern), 'Another one');
    const page = await chromium.open(postern, { certificate: another });
    await signInToPanel(page, postern, person);
    await page.getByText(person.username).first().waitFor();
    await look(page, 'main information');

    await goTo(page, 'Identifiers');
    await certificateCard(page, person.name).waitFor();
    await look(page, 'identifiers');

    await choose(page, 'Add', 'mTLS');
    await certificateCard(page, 'Another one').waitFor();
    await look(page, 'link confirmation');

    await goTo(page, 'Main information');
    await pressIn(page, 'Delete account');
    await dialog(page, 'Delete your account?').waitFor();
    await look(page, 'deletion of the own account');
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });

    await goTo(page, 'Sessions');
    await page.getByText('This session').waitFor();
    await look(page, 'sessions');
    await goTo(page, 'Activity');
    await page.getByText('Signed in').first().waitFor();
    await look(page, 'activity');
  });

  it('in the administration of methods and people', async () => {
    const page = await chromium.open(postern);
    await signInToPanel(page, postern, postern.admin, '/admin/sign-in-methods');
    await page.getByRole('switch', { name: 'mTLS switched on' }).waitFor();
    await look(page, 'sign-in methods');
    await choose(page, 'Create method', 'mTLS');
    await dialog(page, 'New method: mTLS').waitFor();
    await look(page, 'new sign-in method');

    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });

    await goTo(page, 'Users');
    await page.getByLabel('Search by name, username or e-mail').fill(person.username);
    await page.waitForURL(`**search=${person.username}`);
    await page.getByRole('link', { name: person.name }).waitFor();
    await look(page, 'users');
    await page.getByRole('link', { name: person.name }).click();
    await pageTitle(page, person.name).waitFor();
    await look(page, 'user');
    await choose(page, `More actions for ${person.name}`, 'Block');
    await dialog(page, `Block ${person.name}?`).waitFor();
    await look(page, 'question before blocking');

    await pressIn(dialog(page), 'Cancel');
    await dialog(page).waitFor({ state: 'detached' });

    await goTo(page, 'Groups');
    await page.getByRole('link', { name: group.name }).waitFor();
    await look(page, 'groups');
    await page.getByRole('link', { name: group.name }).click();
    await page.getByLabel('Add member').first().waitFor();
    await look(page, 'group');
  });

  it('in the administration of applications, events and certificates', async () => {
    const page = await chromium.open(postern);
    await signInToPanel(page, postern, postern.admin, '/admin/sign-in-methods');
    await goTo(page, 'Applications');
    await page.getByRole('link', { name: application.record.name }).waitFor();
    await look(page, 'applications');
    await page.getByRole('link', { name: application.record.name }).click();
    await pageTitle(page, application.record.name).waitFor();
    await look(page, 'application');
    await pressIn(page, 'Edit');
    await dialog(page, `Edit ${application.record.name}`).waitFor();
    await look(page, 'edit application');

    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });

    await goTo(page, 'Event log');
    await page.getByRole('button', { name: 'Signed in' }).first().waitFor();
    await look(page, 'event log');

    await goTo(page, 'Certificates');
    await page.getByRole('cell').getByRole('button').first().waitFor();
    await look(page, 'certificates');
  });
});
