import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleOf } from '@postern/client-examples';
import type { ClientInput } from '@postern/contracts';
import { decodeJwt } from 'jose';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { useChromium } from '../browser/support/chromium.js';
import { signInByPassword } from '../browser/support/sign-in.js';
import { registerApplication } from '../support/applications.js';
import { Management } from '../support/management.js';
import { findUser, readPair } from '../support/people.js';
import { freePort } from '../support/free-port.js';
import { Programs } from './programs.js';
import { servePage, type SinglePage } from './single-page.js';

const postern = inject('postern');
const chromium = useChromium();
let programs: Programs;
let single: SinglePage | undefined;

beforeAll(async () => {
  programs = await Programs.install(postern, 'oidc-client-ts@3.5.0');
}, 300_000);
afterEach(() => single?.close());
afterAll(() => programs?.remove());

const installed = (path: string): string => readFileSync(join(programs.folder, 'node_modules', path), 'utf8');

const register = async (origin: string, input: Partial<ClientInput> = {}): Promise<string> => {
  const { clientId } = await registerApplication(await Management.asAdministrator(postern), {
    ...{ app_type: 'spa', redirect_uris: [`${origin}/callback`, `${origin}/silent`], first_party: true },
    ...{ post_logout_redirect_uris: [`${origin}/signed-out`], ...input },
  });
  return clientId;
};

const startApplication = async (scheme: 'http' | 'https', input: Partial<ClientInput> = {}): Promise<string> => {
  const port = await freePort();
  const origin = `${scheme}://localhost:${port}`;
  const clientId = await register(origin, input);
  const template = readFileSync(new URL('programs/oidc-client-ts.html', import.meta.url), 'utf8');
  const settings = JSON.stringify(JSON.stringify({ issuer: postern.issuer, clientId }));
  const scripts = { '/oidc-client-ts.min.js': installed('oidc-client-ts/dist/browser/oidc-client-ts.min.js') };
  single = await servePage({ scheme, port, page: template.replace('/* settings */', settings), scripts });
  return origin;
};

/** Leaves for the sign-in page by the library, and comes back. */
const signIn = async (origin: string): Promise<Page> => {
  const page = await chromium.open(postern, { certificate: readPair(findUser(postern, 'alice').certificate) });
  await page.goto(origin);
  await page.evaluate('void manager.signinRedirect()');
  await page.waitForURL(`${postern.origins.public}/sign-in/**`);
  await signInByPassword(page, postern.admin);
  await page.getByText('Hello, ').waitFor();
  expect(new URL(page.url()).origin).toBe(origin);
  return page;
};

/** What the library stored, as far as it matters here. */
interface Kept {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly profile: { readonly sub: string; readonly preferred_username: string };
}

const kept = (page: Page) => page.evaluate<Kept | null>('manager.getUser()');
const renew = (page: Page) =>
  page.evaluate<Kept | string>('manager.signinSilent().catch((error) => error.error ?? String(error))');

const signOut = async (page: Page, origin: string): Promise<void> => {
  await page.evaluate("void manager.signoutRedirect({ state: { from: 'here' } })");
  const question = page.getByRole('button', { name: 'Sign out' });
  const done = page.getByText('Signed out: {"from":"here"}');
  await question.or(done).waitFor();
  if (await question.isVisible()) await question.click();
  await done.waitFor();
  expect(new URL(page.url()).origin).toBe(origin);
};

describe('oidc-client-ts 3.5.0 in Chromium', () => {
  it.each(['https', 'http'] as const)(
    'signs in, renews by refresh token, revokes and signs out: %s',
    async (scheme) => {
      const origin = await startApplication(scheme);
      const page = await signIn(origin);
      const first = await kept(page);
      expect(first).toMatchObject({ refresh_token: expect.any(String), profile: { preferred_username: 'admin' } });

      const renewed = await renew(page);

      expect(renewed).toMatchObject({ profile: { sub: first?.profile.sub } });
      expect(await kept(page)).not.toMatchObject({ access_token: first?.access_token });
      await page.evaluate('manager.revokeTokens()');
      expect((await kept(page))?.refresh_token ?? null).toBeNull();
      await signOut(page, origin);
      expect(await kept(page)).toBeNull();
      expect(await renew(page)).toBe('login_required');
    },
  );

  it('renews in an iframe on the same site', async () => {
    const page = await signIn(await startApplication('https', { grant_types: ['authorization_code'] }));
    const first = await kept(page);
    expect(first?.refresh_token).toBeUndefined();

    expect(await renew(page)).toMatchObject({ profile: { sub: first?.profile.sub } });
    expect(await kept(page)).not.toMatchObject({ access_token: first?.access_token });
  });

  it('is told that a sign-in is needed where the page is of another site', async () => {
    const page = await signIn(await startApplication('http', { grant_types: ['authorization_code'] }));

    expect(await renew(page)).toBe('login_required');
  });

  it('signs out with revokeTokensOnSignout', async () => {
    const origin = await startApplication('https');
    const page = await signIn(origin);
    await page.evaluate('void (manager.settings.revokeTokensOnSignout = true)');

    await signOut(page, origin);
    expect(await renew(page)).toBe('login_required');
  });

  it('signs in with the example of the panel as it is pasted, and gets a token for an API', async () => {
    const port = await freePort();
    const origin = `https://localhost:${port}`;
    const clientId = await register(origin);
    const admin = await Management.asAdministrator(postern);
    const audience = `https://${clientId.toLowerCase()}.api.example`;
    await admin.post('/resource-servers', { name: 'API', identifier: audience, scopes: [{ value: 'read:invoices' }] });
    await admin.post('/client-grants', { client_id: clientId, audience, scope: ['read:invoices'] });
    const [tokenEndpoint, authorizationEndpoint] = [`${postern.issuer}/token`, `${postern.issuer}/auth`];
    const example = exampleOf('oidc-client-ts', {
      ...{ clientId, method: 'none', issuer: postern.issuer, tokenEndpoint, mtlsTokenEndpoint: tokenEndpoint },
      ...{ algorithm: 'RS256', subject: null, san: null, audience, scope: ['read:invoices'], authority: null },
      signIn: { appType: 'spa', authorizationEndpoint, redirectUri: `${origin}/callback` },
    });
    const names = { 'oidc-client-ts': '/oidc-client-ts.js', 'jwt-decode': '/jwt-decode.js' };
    const imports = `<script type="importmap">${JSON.stringify({ imports: names })}</script>`;
    const icon = '<link rel="icon" href="data:,">';
    single = await servePage({
      ...{ scheme: 'https', port, page: `${icon}${imports}<body></body><script type="module">${example}</script>` },
      scripts: {
        '/oidc-client-ts.js': installed('oidc-client-ts/dist/esm/oidc-client-ts.js'),
        '/jwt-decode.js': installed('jwt-decode/build/esm/index.js'),
      },
    });
    const page = await chromium.open(postern);
    const answer = page.waitForResponse((response) => response.url() === tokenEndpoint && response.status() === 200);
    await page.goto(`${origin}/callback`);
    await page.waitForURL(`${postern.origins.public}/sign-in/**`);
    await signInByPassword(page, postern.admin);

    await page.getByText('Signed in: ').waitFor();
    const { access_token: token } = (await (await answer).json()) as { readonly access_token: string };
    expect(decodeJwt(token)).toMatchObject({ aud: audience, scope: 'read:invoices' });
  });
});
