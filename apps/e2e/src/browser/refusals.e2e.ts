import { join } from 'node:path';
import type { Identifier } from '@postern/contracts';
import { createAuthority, extension, generalName, issueCertificate, nameConstraints } from '@postern/dev-pki';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createMtlsMethod, createPerson } from '../support/accounts.js';
import { issueFor, pairOf, usersAuthority } from '../support/issuing.js';
import { Management } from '../support/management.js';
import { findUser, readPair } from '../support/people.js';
import { useChromium } from './support/chromium.js';
import { certificateCard } from './support/panel.js';
import {
  claim,
  greeting,
  methodButton,
  signInByPassword,
  signOutAtDemo,
  startAtDemo,
  title,
} from './support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const bob = findUser(postern, 'bob');
let admin: Management;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

/** Presents the browser's certificate at the demo application's sign-in page. */
const present = async (page: Page, method = 'mTLS'): Promise<void> => {
  await startAtDemo(page, postern);
  await methodButton(page, method).click();
  await page.waitForURL(/\?attempt=/);
  await page.getByText('certificate.').last().waitFor();
};

/** `PICTURES=/folder` keeps what the page looked like. */
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder?.startsWith('/')) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};

const refusals = [
  {
    sample: 'expired',
    says: 'This certificate has expired',
    next: 'Use a newer certificate, or ask its issuer to renew this one.',
    shows: { name: 'Expired', issuer: 'Issued by Users issuing CA', state: 'Expired' },
    code: 'certificate.expired',
  },
  {
    sample: 'not-yet-valid',
    says: 'This certificate is not valid yet',
    next: 'Wait until then, or use another certificate.',
    shows: { name: 'Not yet valid', issuer: 'Issued by Users issuing CA', state: 'Not valid yet' },
    code: 'certificate.not_yet_valid',
  },
  {
    sample: 'revoked',
    says: 'This certificate has been revoked',
    next: 'If you did not expect this, tell your administrator.',
    shows: { name: 'Revoked', issuer: 'Issued by Users issuing CA', state: 'Revoked' },
    code: 'certificate.revoked',
  },
  {
    sample: 'server-auth-only',
    says: 'This certificate is not made for signing in',
    next: 'Use a certificate that allows client authentication.',
    shows: { name: 'Server only', issuer: 'Issued by Users issuing CA', state: 'Refused' },
    code: 'certificate.wrong_purpose',
  },
  {
    sample: 'foreign-ca',
    says: 'This issuer is not accepted here',
    next: 'Use a certificate from an accepted issuer.',
    shows: { name: 'Alice Adams', issuer: 'Issued by Users issuing CA', state: 'Refused' },
    code: 'certificate.untrusted',
  },
  {
    sample: 'self-signed',
    says: 'This certificate is self-signed',
    next: 'Use a certificate that was issued to you by your organization.',
    shows: { name: 'Alice Adams', issuer: 'Self-signed', state: 'Refused' },
    code: 'certificate.self_signed',
  },
] as const;

describe('the page of a certificate that lets nobody in', () => {
  it('is there for every sample', () => {
    expect(refusals.map(({ sample }) => sample).toSorted()).toEqual(Object.keys(postern.badCertificates).toSorted());
    expect(new Set(refusals.map(({ says }) => says)).size).toBe(refusals.length);
  });

  it.each(refusals)('says why ($sample), what was sent and what to do', async ({ sample, says, next, shows, code }) => {
    const page = await chromium.open(postern, { certificate: readPair(postern.badCertificates[sample]!) });
    await present(page);

    expect(await title(page)).toBe(says);
    const card = await certificateCard(page, shows.name).innerText();
    expect(card).toContain(shows.issuer);
    expect(card.split('\n')).toContain(shows.state);
    const text = await page.locator('main').innerText();
    expect(text).toContain(next);
    expect(text).toContain(code);
    const another = await page.getByRole('link', { name: 'Use another certificate' }).getAttribute('href');
    expect(new URL(another!).hostname).toMatch(/^[\w-]+\.mtls\.localhost$/);
    expect(await methodButton(page, 'Username and password').isVisible()).toBe(true);
  });

  it('distinguishes a foreign issuer from the accepted one of the same name by their keys', async () => {
    const page = await chromium.open(postern, { certificate: readPair(postern.badCertificates['foreign-ca']!) });
    await present(page);

    const links = page.getByRole('list', { name: 'Certificate chain' }).getByRole('listitem');
    expect(await links.count()).toBe(2);
    const issuer = await links.last().innerText();
    expect(issuer).toContain('Same name, different key');
    expect(await page.getByRole('list', { name: 'Checks' }).innerText()).toMatch(
      /Issuer\n: failed\nPurpose – not checked/,
    );
    const accepted = await page.getByRole('region', { name: 'Accepted issuers' }).innerText();
    const keys = `${issuer} ${accepted}`.match(/Key (?:[0-9A-F]{2}:){7}[0-9A-F]{2}/g) ?? [];
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('names the extension that is not understood', async () => {
    const certificate = await issueFor(await usersAuthority(postern), 'Ada', { extensions: [extension('1.2.3.4')] });
    const page = await chromium.open(postern, { certificate });
    await present(page);

    expect(await page.locator('main').innerText()).toContain('Extension: 1.2.3.4');
    await picture(page, 'critical-extension');
  });

  it('names the name that its issuer may not certify', async () => {
    const bounds = nameConstraints({ permitted: [generalName.dns('example.org')] });
    const root = await createAuthority({ subject: 'CN=Example root', extensions: [bounds] });
    const { id } = await createMtlsMethod(admin, { name: 'Bounded', params: { trustAnchors: [root.pem] } });
    const person = await issueCertificate(root, {
      subject: 'CN=Ada',
      subjectAlternativeNames: [{ type: 'dns', value: 'host.example.com' }],
    });
    const page = await chromium.open(postern, { certificate: pairOf(person) });
    await present(page, 'Bounded');

    expect(await page.locator('main').innerText()).toContain('Name: dns:host.example.com');
    await picture(page, 'name-constraint');
    await admin.delete(`/sign-in-methods/${id}`);
  });

  it('says when a certificate was revoked, in the language of the page', async () => {
    const certificate = readPair(postern.badCertificates['revoked']!);
    const page = await chromium.open(postern, { certificate, locale: 'de-DE' });
    await present(page);

    expect(await page.locator('main').innerText()).toMatch(
      /Widerrufen am \d+\. [A-Z]\S+ \d{4}\nGrund: es wurde durch ein anderes Zertifikat ersetzt/,
    );
    await picture(page, 'revoked');
  });

  it('offers another way: bob, whose browser sends a revoked one, signs in with his password', async () => {
    const page = await chromium.open(postern, { certificate: readPair(postern.badCertificates['revoked']!) });
    await present(page);

    await signInByPassword(page, bob);

    await greeting(page, 'Bob Brown').waitFor();
    expect(await claim(page, 'acr').innerText()).toContain('urn:postern:acr:password');
  });

  it('has its own message when none was sent', async () => {
    const page = await chromium.open(postern);
    await present(page);

    expect(await title(page)).toBe('No certificate was sent');
    expect(await page.getByRole('article').count()).toBe(0);
    const choose = await page.getByRole('link', { name: 'Choose a certificate' }).getAttribute('href');
    expect(new URL(choose!).hostname).toMatch(/^[\w-]+\.mtls\.localhost$/);
  });
});

describe('a good certificate that belongs to nobody', () => {
  const open = async () => {
    const person = await createPerson(admin, 'Dora');
    const certificate = await issueFor(await usersAuthority(postern), person.name);
    const page = await chromium.open(postern, { certificate });
    await startAtDemo(page, postern);
    await methodButton(page, 'mTLS').click();
    await certificateCard(page, person.name).waitFor();
    const linked = () => admin.get<Identifier[]>(`/users/${person.id}/identifiers`);
    return { person, page, linked };
  };

  it('is linked in the same visit when its owner signs in with a password, and then signs in alone', async () => {
    const { person, page, linked } = await open();
    expect(await title(page)).toBe('This certificate is not linked yet');
    expect(await certificateCard(page, person.name).innerText()).toContain('Not linked');
    const chain = page.getByRole('list', { name: 'Certificate chain' });
    expect(await chain.innerText()).toMatch(/Issued by Users issuing CA[^]*Root CA/);
    expect(await page.getByLabel('Link this certificate to my profile').isChecked()).toBe(true);

    await signInByPassword(page, person);

    await greeting(page, person.name).waitFor();
    expect(await linked()).toMatchObject([{ certificate: { name: person.name } }]);

    await signOutAtDemo(page, postern);
    await startAtDemo(page, postern);
    await methodButton(page, 'mTLS').click();
    await greeting(page, person.name).waitFor();
    expect(await claim(page, 'acr').innerText()).toContain('urn:postern:acr:certificate');
  });

  it('is not linked when its owner declines', async () => {
    const { person, page, linked } = await open();
    await page.getByLabel('Link this certificate to my profile').uncheck();

    await signInByPassword(page, person);

    await greeting(page, person.name).waitFor();
    expect(await linked()).toEqual([]);
  });
});
