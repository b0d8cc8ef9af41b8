import type { Identifier, Page as PageOf, UserRecord } from '@postern/contracts';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { Management } from '../support/management.js';
import { findUser, type PemPair, readPair } from '../support/people.js';
import { useChromium } from './support/chromium.js';
import {
  certificateCard,
  choose,
  goTo,
  pageTitle,
  pressIn,
  signInToPanel,
  signOutOfPanel,
  toast,
} from './support/panel.js';
import { claim, greeting, methodButton, startAtDemo } from './support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const alice = findUser(postern, 'alice');
const bob = findUser(postern, 'bob');
let admin: Management;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

/** Bob is shared by all tests, so each test restores him. */
afterEach(async () => {
  const { items } = await admin.get<PageOf<UserRecord>>('/users?search=bob@example.com');
  const { id } = items.find(({ username }) => username === 'bob')!;
  const identifiers = await admin.get<Identifier[]>(`/users/${id}/identifiers`);
  for (const identifier of identifiers) await admin.delete(`/users/${id}/identifiers/${identifier.id}`);
});

const bobWith = async (certificate: PemPair): Promise<Page> => {
  const page = await chromium.open(postern, { certificate });
  await signInToPanel(page, postern, bob);
  return page;
};

/** Profile → Identifiers → Add → mTLS; ends on the page that the certificate's origin leads back to. */
const addCertificate = async (page: Page): Promise<void> => {
  await goTo(page, 'Identifiers');
  await choose(page, 'Add', 'mTLS');
  await pageTitle(page, 'Link an identifier').waitFor();
};

describe('a browser that has a certificate', () => {
  it('signs alice in at the application, which gets her name and how she signed in', async () => {
    const page = await chromium.open(postern, { certificate: readPair(alice.certificate) });
    await startAtDemo(page, postern);
    await methodButton(page, 'mTLS').click();
    await greeting(page, 'Alice Adams').waitFor();

    expect(await claim(page, 'acr').innerText()).toContain('urn:postern:acr:certificate');
    expect(await claim(page, 'amr').innerText()).toContain('["pop"]');
    expect(await claim(page, 'preferred_username').innerText()).toBe('alice');
  });

  it('B8: lets bob link his certificate once he has seen it, and sign in with it from then on', async () => {
    const page = await bobWith(readPair(bob.certificate));
    await addCertificate(page);

    const card = certificateCard(page, 'Bob Brown');
    await card.waitFor();
    const facts = await card.innerText();
    expect(facts).toContain('Issued by Users issuing CA');
    expect(facts).toContain('Not linked');
    expect(facts).toMatch(/Valid until .*\d{4}/);
    expect(facts).toMatch(/\d+ days left/);
    expect(page.url()).not.toContain('code=');
    await page.getByLabel('Name', { exact: true }).fill('My laptop');
    await pressIn(page, 'Link to my profile');

    await toast(page, '“My laptop” is linked to your profile').waitFor();
    await certificateCard(page, 'My laptop').getByText('Valid', { exact: true }).waitFor();

    await signOutOfPanel(page);
    await methodButton(page, 'mTLS').click();
    await pageTitle(page, 'Main information').waitFor();
    await page.getByText('bob@example.com').first().waitFor();
  });

  it("tells bob that alice's certificate belongs to another profile", async () => {
    const page = await bobWith(readPair(alice.certificate));
    await addCertificate(page);

    await page.getByRole('alert').getByText('Linked to another profile').waitFor();
    await page.getByText('Remove it from the other profile first, then link it here.').waitFor();
    expect(await page.getByRole('button', { name: 'Link to my profile' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Back to identifiers' }).click();
    await page.getByText('No identifiers yet').waitFor();
  });

  it('tells bob that his certificate is linked to him already', async () => {
    const page = await bobWith(readPair(bob.certificate));
    await addCertificate(page);
    await pressIn(page, 'Link to my profile');
    await certificateCard(page, 'Bob Brown').waitFor();

    await addCertificate(page);

    await page.getByRole('status').getByText('Already linked to your profile').waitFor();
    expect(await page.getByRole('button', { name: 'Link to my profile' }).count()).toBe(0);
  });

  it.each([
    ['expired', 'This certificate has expired'],
    ['foreign-ca', 'This issuer is not accepted here'],
  ])('says why a certificate (%s) cannot be linked, and offers another try', async (sample, reason) => {
    const page = await bobWith(readPair(postern.badCertificates[sample]!));
    await addCertificate(page);

    await page.getByRole('alert').getByText(reason).waitFor();
    await page.getByRole('button', { name: 'Use another certificate' }).waitFor();
    expect(page.url()).not.toContain('error=');
  });
});
