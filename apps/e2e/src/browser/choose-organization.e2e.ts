import { randomBytes } from 'node:crypto';
import type { OrganizationRecord } from '@postern/contracts';
import { authorizationRequest, redeem } from '@postern/http-browser';
import { decodeJwt } from 'jose';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson, type Person } from '../support/accounts.js';
import { type Application, registerApplication } from '../support/applications.js';
import { Management } from '../support/management.js';
import { openBrowser } from '../support/people.js';
import { faultsOf } from './support/accessibility.js';
import { useChromium } from './support/chromium.js';
import { administratorsPanel, dialog, pressIn, toast } from './support/panel.js';
import { heading, signInByPassword } from './support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const openPanel = administratorsPanel(chromium, postern);
/** Somebody answers there, whoever the code is for. */
const redirectUri = `${postern.origins.demo}/`;
const unique = randomBytes(3).toString('hex');
let admin: Management;
let nora: Person;
let application: Application;
let north: OrganizationRecord;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  nora = await createPerson(admin, 'Nora');
  for (const name of ['South', 'North']) {
    north = await admin.post<OrganizationRecord>('/organizations', {
      ...{ name: `${name} ${unique}`, slug: `${name.toLowerCase()}-${unique}` },
    });
    await admin.post(`/organizations/${north.id}/members`, { account: nora.id, role: 'member' });
  }
  application = await registerApplication(admin, {
    ...{ name: 'Ledger', first_party: true, scopes: ['openid', 'organization'], redirect_uris: [redirectUri] },
  });
});

const widthOf = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth');

describe('the page that asks for an organization', () => {
  it('is answered by keyboard on a narrow screen, and the application is told', async () => {
    const request = authorizationRequest({ ...application, scope: 'openid organization' });
    const page = await chromium.open(postern, { viewport: { width: 320, height: 640 } });
    await page.goto(request.url);
    await signInByPassword(page, nora);

    await heading(page).filter({ hasText: 'Choose an organization' }).waitFor();
    expect(await widthOf(page)).toBe(320);
    expect(await faultsOf(page, 'choice of an organization')).toEqual([]);
    const choice = page.getByRole('button', { name: north.name });
    const focused = choice.and(page.locator(':focus'));
    for (let press = 0; press < 20 && (await focused.count()) === 0; press += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${redirectUri}?**`);

    const code = new URL(page.url()).searchParams.get('code') ?? '';
    const tokens = await redeem(openBrowser(postern), application, code, request.verifier);
    expect(decodeJwt(tokens.id_token)['organization']).toEqual({
      ...{ id: north.id, slug: north.slug, name: north.name, roles: ['member'] },
    });
  });

  it('is not shown to people who are no members of the one that is asked for: they read why', async () => {
    const { id } = await admin.post<OrganizationRecord>('/organizations', {
      name: `East ${unique}`,
      slug: `east-${unique}`,
    });
    await admin.send('PATCH', `/organizations/${id}`, { contact: 'help@east.example' });
    const request = authorizationRequest({ ...application, scope: 'openid organization' }, { organization: id });
    const page = await chromium.open(postern);
    await page.goto(request.url);
    await signInByPassword(page, nora);

    await page.getByText(`You are signing in for East ${unique}, and you are not a member of it.`).waitFor();
    expect(await page.getByRole('link', { name: 'help@east.example' }).count()).toBe(1);
    expect(await faultsOf(page, 'refusal of an organization')).toEqual([]);
  });
});

describe('domains of an organization in the panel', () => {
  it('are added, verified by an administrator and removed', async () => {
    const page = await openPanel(`/admin/organizations/${north.id}/domains`);
    const domain = `${unique}.example`;
    await pressIn(page, 'Add domain');
    await dialog(page, 'Add domain').getByRole('textbox', { name: 'Domain' }).fill(domain.toUpperCase());
    await pressIn(dialog(page, 'Add domain'), 'Add domain');
    const row = page.getByRole('row').filter({ hasText: domain });
    await row.getByText('Not verified').waitFor();
    expect(await faultsOf(page, 'domains')).toEqual([]);
    const act = async (action: string) => {
      await row.getByRole('button').click();
      await page.getByRole('menuitem', { name: action, exact: true }).click();
    };

    await act('Verify');
    await page.getByText(`_postern-challenge.${domain}`).waitFor();
    expect(await faultsOf(page, 'proof of a domain')).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await widthOf(page)).toBe(320);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.setViewportSize({ width: 1280, height: 800 });
    await act('Verify without the record');
    await page.getByRole('button', { name: 'Verify without the record' }).click();
    await toast(page, `“${domain}” is verified`).waitFor();
    await row.getByText('Verified', { exact: true }).waitFor();
    await act('Remove');
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await toast(page, `“${domain}” removed`).waitFor();
    await row.waitFor({ state: 'detached' });
  });
});
