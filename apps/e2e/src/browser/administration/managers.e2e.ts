import { randomBytes } from 'node:crypto';
import type { GroupRecord, ResourceServer } from '@postern/contracts';
import { createAuthority, issueSelfSigned } from '@postern/dev-pki';
import type { Locator, Page, Response } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { fresh, Gateway } from '../../gateway/support/gateway.js';
import { createPerson, type Person } from '../../support/accounts.js';
import { byCertificate, registerMachine } from '../../support/machines.js';
import { pairOf } from '../../support/issuing.js';
import type { Management } from '../../support/management.js';
import { useChromium } from '../support/chromium.js';
import { pageTitle, signInToPanel } from '../support/panel.js';

const postern = inject('postern');
const chromium = useChromium();
const unique = randomBytes(3).toString('hex');
let admin: Management;
let manager: Person;

/** One thing of each kind, so that no page is empty. */
beforeAll(async () => {
  const gateway = await Gateway.of(postern);
  ({ admin } = gateway);
  manager = await createPerson(admin, 'Manager');
  await admin.patch(`/users/${manager.id}`, { role: 'manager' });
  const group = await admin.post<GroupRecord>('/groups', { name: `Group ${unique}` });
  await admin.send('PUT', `/groups/${group.id}/members/${manager.id}`);
  const own = await issueSelfSigned({ subject: 'CN=Machine' });
  const client = await registerMachine(admin, byCertificate(pairOf(own)));
  const identifier = `https://${unique}.managers.example`;
  const scopes = [{ value: 'read:orders' }];
  await admin.post<ResourceServer>('/resource-servers', { name: `Orders ${unique}`, identifier, scopes });
  await admin.post('/client-grants', { client_id: client.client_id, audience: identifier, scope: ['read:orders'] });
  const authority = await createAuthority({ subject: `CN=Authority ${unique}` });
  await admin.post('/client-trust-anchors', { pem: authority.pem });
  await gateway.addTrustAnchor(authority);
  await gateway.addCaller(await issueSelfSigned({ subject: 'CN=Caller' }));
  const shown = await gateway.addCertificate(await issueSelfSigned({ subject: 'CN=Gateway' }));
  const upstream = await gateway.addUpstream(
    { url: 'https://127.0.0.1:1', ca: authority.pem },
    { credential: { type: 'certificate', certificateId: shown.id } },
  );
  const path = `/${fresh('draft')}`;
  await admin.post('/gateway/apis', { name: path.slice(1), pathPrefix: path, upstreamId: upstream.id });
});

/** Pages of one kind are alike: one of each is enough. */
const kindOf = (path: string): string =>
  path.replace(/^(\/admin\/(?:users|groups|applications|gateway\/apis))\/[^/]+/, '$1/:id');

const linksOn = async (page: Page): Promise<string[]> => {
  const links = await page.locator('a[href^="/panel/admin"]').all();
  const all = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
  return [...new Set(all.map((path) => path.slice('/panel'.length).replace(/[?#].*/, '')))];
};

const settled = async (page: Page): Promise<void> => {
  await page.locator('#content h1').waitFor();
  await page.waitForLoadState('networkidle');
};

/** Controls on a page, except those that sort a table or copy a text. */
const pressable = (page: Page): Locator =>
  page.locator('#content button:enabled:not(th button)').filter({ hasNotText: /^(Try it|CSV|JSON)$/ });

/** Presses one button of each name. @returns entries of menus, and buttons that submit a form */
const pressAll = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  const pressed = new Set<string>();
  const opened = page.getByRole('menuitem').or(page.getByRole('dialog')).first();
  for (const button of await pressable(page).all()) {
    const name = (await button.getAttribute('aria-label')) ?? (await button.innerText());
    if (pressed.has(name) || /^(Copy|Show password)/.test(name)) continue;
    pressed.add(name);
    await button.click();
    // Controls that only change the page open nothing.
    await opened.waitFor({ timeout: 1500 }).catch(() => undefined);
    for (const item of await page.getByRole('menuitem').all()) found.push(await item.innerText());
    for (const send of await page.getByRole('dialog').locator('[type=submit]').all())
      found.push(await send.innerText());
    await page.keyboard.press('Escape');
    await opened.waitFor({ state: 'hidden' });
    await page.locator('.mantine-Overlay-root').waitFor({ state: 'hidden' });
  }
  return [...new Set(found)];
};

describe('a manager in the panel', () => {
  it(
    'can read every page, gets no refusal, and finds no control that changes something',
    { timeout: 240_000 },
    async () => {
      const page = await chromium.open(postern);
      const answers: Response[] = [];
      page.on('response', (answer) => void answers.push(answer));
      await signInToPanel(page, postern, manager, '/admin/users');
      await page.getByText('View only').waitFor();

      const visited = new Map<string, string[]>();
      const waiting = ['/admin/users'];
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        if (visited.has(kindOf(path))) continue;
        await page.goto(`${postern.origins.public}/panel${path}`);
        await settled(page);
        visited.set(kindOf(path), await pressAll(page));
        waiting.push(...(await linksOn(page)));
      }

      expect([...visited.keys()].toSorted()).toEqual([
        '/admin/apis',
        '/admin/appearance',
        '/admin/applications',
        '/admin/applications/:id',
        '/admin/applications/:id/access',
        '/admin/applications/:id/apis',
        '/admin/applications/:id/appearance',
        '/admin/applications/:id/credentials',
        '/admin/applications/:id/members',
        '/admin/applications/:id/quick-start',
        '/admin/applications/:id/sign-in',
        '/admin/certificates',
        '/admin/events',
        '/admin/fields',
        '/admin/gateway',
        '/admin/gateway/apis',
        '/admin/gateway/apis/:id',
        '/admin/gateway/apis/:id/policy',
        '/admin/gateway/apis/:id/try',
        '/admin/gateway/callers',
        '/admin/gateway/certificates',
        '/admin/gateway/trust-anchors',
        '/admin/gateway/upstreams',
        '/admin/groups',
        '/admin/groups/:id',
        '/admin/organizations',
        '/admin/overview',
        '/admin/revocation',
        '/admin/settings',
        '/admin/sign-in-methods',
        '/admin/trust-anchors',
        '/admin/users',
        '/admin/users/:id',
      ]);
      expect([...new Set([...visited.values()].flat())].toSorted()).toEqual([
        'CSV',
        'JSON',
        'Save this view…',
        'Show details',
        'Test',
      ]);
      const asked = answers.filter((answer) => answer.url().includes('/api/v2/'));
      expect(asked.filter((answer) => answer.status() >= 400).map((answer) => answer.url())).toEqual([]);
      expect(asked.filter((answer) => answer.request().method() !== 'GET').map((answer) => answer.url())).toEqual([]);
    },
  );

  it('may test a certificate and a call, which change nothing', async () => {
    const page = await chromium.open(postern);
    await signInToPanel(page, postern, manager, '/admin/gateway/apis');
    await page.getByRole('row').getByRole('link').first().click();
    await page.getByRole('tab', { name: 'Try it' }).click();
    await page.getByRole('radio', { name: 'No certificate' }).check();

    await page.getByRole('button', { name: 'Try it', exact: true }).click();

    await page.getByRole('region', { name: 'Decision' }).getByText(/\d{3}/).first().waitFor();
  });

  it('gets a message at a URL that the role does not allow', async () => {
    const member = await createPerson(admin, 'Member');
    const page = await chromium.open(postern);
    await signInToPanel(page, postern, member, '/admin/gateway/apis');

    await pageTitle(page, 'Administration').waitFor();
    await page.getByText('Your role does not allow this').waitFor();
  });
});
