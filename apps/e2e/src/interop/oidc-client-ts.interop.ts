import type { ClientInput } from '@postern/contracts';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { useChromium } from '../browser/support/chromium.js';
import { signInByPassword } from '../browser/support/sign-in.js';
import { registerApplication } from '../support/applications.js';
import { Management } from '../support/management.js';
import { findUser, readPair } from '../support/people.js';
import { freePort } from './free-port.js';
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

const startApplication = async (scheme: 'http' | 'https', input: Partial<ClientInput> = {}): Promise<string> => {
  const port = await freePort();
  const origin = `${scheme}://localhost:${port}`;
  const { clientId } = await registerApplication(await Management.asAdministrator(postern), {
    ...{ app_type: 'spa', redirect_uris: [`${origin}/callback`, `${origin}/silent`], first_party: true },
    ...{ post_logout_redirect_uris: [`${origin}/signed-out`], ...input },
  });
  single = await servePage({ scheme, port, folder: programs.folder, issuer: postern.issuer, clientId });
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
});
