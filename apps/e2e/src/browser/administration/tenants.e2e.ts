import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ClientWithSecret, OrganizationRecord, SignInMethodRecord } from '@postern/contracts';
import { type Authority, createAuthority } from '@postern/dev-pki';
import type { Page, Response } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson, type Person, provisionCertificate } from '../../support/accounts.js';
import { issueFor } from '../../support/issuing.js';
import { Management } from '../../support/management.js';
import type { PemPair } from '../../support/people.js';
import { faultsOf } from '../support/accessibility.js';
import { useChromium } from '../support/chromium.js';
import {
  administratorsPanel,
  certificateCard,
  choose,
  dialog,
  flip,
  pressIn,
  signInToPanel,
  toast,
} from '../support/panel.js';
import { methodButton, signInByPassword, title } from '../support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const openPanel = administratorsPanel(chromium, postern);
const unique = randomBytes(3).toString('hex');
const sides = ['north', 'south'] as const;
type Side = (typeof sides)[number];

interface Tenant {
  readonly id: string;
  readonly clientId: string;
  readonly method: string;
  readonly authority: Authority;
  readonly manager: Person;
  readonly member: Person;
  readonly certificate: PemPair;
}

const tenants: Partial<Record<Side, Tenant>> = {};
const tenant = (side: Side): Tenant => tenants[side]!;
const redirectUri = 'https://portal.example/callback';
/** Milliseconds until Nginx and other processes have applied a change. */
const polling = { timeout: 30_000, interval: 500 };
let admin: Management;

/** An organization with an application, a manager and a member who has a certificate of a CA of its own. */
beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  for (const side of sides) {
    const name = `${side} ${unique}`;
    const { id } = await admin.post<OrganizationRecord>('/organizations', {
      ...{ name, slug: `${side}-${unique}`, contact: `help@${side}.example` },
    });
    const { client_id: clientId } = await admin.post<ClientWithSecret>('/clients', {
      ...{ name: `Portal ${name}`, app_type: 'spa', redirect_uris: [redirectUri], organization_id: id },
    });
    const [manager, member] = [await createPerson(admin, `${side}-boss`), await createPerson(admin, `${side}-worker`)];
    await admin.post(`/organizations/${id}/members`, { account: manager.id, role: 'manager' });
    await admin.post(`/organizations/${id}/members`, { account: member.id, role: 'member' });
    const authority = await createAuthority({ subject: `CN=CA ${name}, O=Postern tests`, pathLength: 0 });
    const certificate = await issueFor(authority, member.name);
    tenants[side] = { id, clientId, method: `Card ${name}`, authority, manager, member, certificate };
  }
});

/** `PICTURES=/folder` keeps what the page looks like: wide and narrow, light and dark. */
const pictures = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (!folder?.startsWith('/')) return;
  for (const width of [320, 1280])
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
};

/** Collects what the management API refuses. */
const refusalsOn = (page: Page): string[] => {
  const refused: string[] = [];
  page.on('response', (answer: Response) => {
    if (answer.url().includes('/api/v2/') && answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
  });
  return refused;
};

const openSignIn = async (page: Page, { clientId }: Tenant): Promise<void> => {
  const query = new URLSearchParams({
    ...{ client_id: clientId, response_type: 'code', redirect_uri: redirectUri, scope: 'openid', state: 'x' },
    ...{ code_challenge: randomBytes(32).toString('base64url'), code_challenge_method: 'S256' },
  });
  await page.goto(`${postern.origins.public}/oidc/auth?${query.toString()}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
};

describe('two organizations', () => {
  it.each(sides)('%s: its manager adds a method with its CA, places it and brands its application', async (side) => {
    const { id, clientId, method, authority, manager } = tenant(side);
    const page = await chromium.open(postern);
    await signInToPanel(page, postern, manager, `/admin/organizations/${id}/sign-in-methods`);
    const refused = refusalsOn(page);

    await choose(page, 'Create method', 'mTLS');
    const form = dialog(page, 'New method: mTLS');
    await form.getByRole('textbox', { name: 'Name' }).fill(method);
    await form
      .getByLabel('Choose files')
      .setInputFiles({ name: 'ca.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(authority.pem) });
    await certificateCard(page, `CA ${side} ${unique}`).waitFor();
    await pressIn(form, 'Create');
    await toast(page, `${method} was created`).waitFor();
    const switchOf = page.getByRole('switch', { name: `${method} switched on`, exact: true });
    await flip(switchOf, true);
    expect(await faultsOf(page, 'methods of an organization')).toEqual([]);
    await pictures(page, `methods-${side}`);

    await page.goto(`${postern.origins.public}/panel/admin/organizations/${id}/applications/${clientId}/sign-in`);
    await page.getByRole('switch', { name: `${method} switched on`, exact: true }).waitFor({ state: 'attached' });
    await flip(page.getByRole('switch', { name: 'mTLS switched on', exact: true }), false);
    await page.getByText('This application has a list of its own.').waitFor();
    await choose(page, `More actions for ${method}`, 'Require an identifier');
    await dialog(page).getByRole('radio', { name: 'Everyone must have one', exact: true }).check();
    await pressIn(dialog(page), 'Save');
    await page.getByText('Required', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Appearance' }).click();
    await page.getByLabel('Title').fill(`Hello ${side}`);
    await pressIn(page, 'Save');
    await page.getByText('Set here').first().waitFor();
    expect(refused).toEqual([]);
  });

  it.each(sides)('%s: no request that its pages send is refused to the manager', { timeout: 120_000 }, async (side) => {
    const { id, clientId, manager } = tenant(side);
    const page = await chromium.open(postern);
    const at = `/admin/organizations/${id}`;
    await signInToPanel(page, postern, manager, at);
    const refused = refusalsOn(page);
    const seen: string[] = [];

    for (const path of [at, `${at}/applications/${clientId}`]) {
      await page.goto(`${postern.origins.public}/panel${path}`);
      const tabs = page.getByRole('tab');
      await tabs.first().waitFor();
      for (const tab of await tabs.all()) {
        seen.push(await tab.innerText());
        await tab.click();
        // The event log asks again and again.
        await page.waitForLoadState('networkidle').catch(() => undefined);
        await pictures(page, `${side} ${seen.length} ${seen.at(-1)}`);
      }
    }
    await page.goto(`${postern.origins.public}/panel${at}/events`);
    await page.getByRole('row').nth(1).getByRole('button').first().click();
    await dialog(page).waitFor();
    await page.goto(`${postern.origins.public}/panel${at}/sign-in-methods`);
    await page
      .getByRole('button', { name: /^Configure / })
      .first()
      .click();
    await dialog(page).waitFor();
    await page.waitForLoadState('networkidle');

    expect(refused).toEqual([]);
    expect(seen).toEqual([
      ...['Overview', 'Members', 'Applications', 'Sign-in methods', 'Domains', 'Appearance', 'Events', 'Settings'],
      ...['Quick start', 'Settings', 'Credentials', 'Sign-in', 'Appearance', 'Access', 'Members'],
    ]);
  });

  it.each([
    ['north', 'south'],
    ['south', 'north'],
  ] as const)('a member of %s signs in by certificate there, and is kept out of %s', async (own, other) => {
    const { member, certificate, id, method } = tenant(own);
    const methods = await admin.get<SignInMethodRecord[]>(`/sign-in-methods?organizationId=${id}`);
    await provisionCertificate(admin, methods[0]!.id, member, certificate);
    const page = await chromium.open(postern, { certificate });

    const enter = async (): Promise<string> => {
      await openSignIn(page, tenant(own));
      if ((await title(page)) === `Hello ${own}`) await methodButton(page, method).click();
      await page.waitForLoadState();
      return title(page).catch(() => '');
    };
    await expect.poll(enter, polling).toMatch(/wants to access your account/);
    // Nobody is there.
    const called = page.waitForRequest((request) => request.url().startsWith(redirectUri));
    await page.getByRole('button', { name: 'Allow' }).click();
    expect(new URL((await called).url()).searchParams.has('code')).toBe(true);

    const visitor = await chromium.open(postern, { certificate });
    await openSignIn(visitor, tenant(other));
    expect(await methodButton(visitor, method).count()).toBe(0);
    await methodButton(visitor, tenant(other).method).click();
    await visitor.getByText('certificate.untrusted').waitFor();
    expect(await title(visitor)).toBe('This issuer is not accepted here');
    await visitor.getByRole('link', { name: `help@${other}.example` }).waitFor();

    await openSignIn(visitor, tenant(other));
    await signInByPassword(visitor, member);
    await visitor.getByRole('heading', { name: new RegExp(`Portal ${other}`) }).waitFor();
    await visitor.getByText(`help@${other}.example`).waitFor();
  });

  it.each(sides)('%s: a member who has no certificate yet is led to add one', async (side) => {
    const { id, authority, method } = tenant(side);
    const newcomer = await createPerson(admin, `${side}-newcomer`);
    await admin.post(`/organizations/${id}/members`, { account: newcomer.id, role: 'member' });
    const page = await chromium.open(postern, { certificate: await issueFor(authority, newcomer.name) });
    await openSignIn(page, tenant(side));
    await signInByPassword(page, newcomer);

    await page.getByRole('heading', { name: `One more step to open Portal ${side} ${unique}` }).waitFor();
    await page.getByText(`help@${side}.example`).waitFor();
    await methodButton(page, method).click();
    await page.getByRole('button', { name: 'Add and continue' }).click();
    await page.getByRole('button', { name: 'Allow' }).waitFor();
  });

  it('an administrator sees from the events why, and each manager those of their own', async () => {
    const page = await openPanel(`/admin/events?client=${tenant('north').clientId}&type=sign_in.failed`);
    await page
      .getByRole('row', { name: /This issuer is not accepted here/ })
      .first()
      .waitFor();

    const manager = await chromium.open(postern);
    await signInToPanel(manager, postern, tenant('south').manager, `/admin/organizations/${tenant('south').id}/events`);
    await manager
      .getByRole('row', { name: /This issuer is not accepted here/ })
      .first()
      .waitFor();
    const table = await manager.getByRole('table').innerText();
    expect(table).toContain(`Portal south ${unique}`);
    expect(table).not.toContain(`Portal north ${unique}`);
  });
});
