import { authorizationRequest, givenView } from '@postern/http-browser';
import type { Page, Request } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { demoParty, findUser, openBrowser } from '../support/people.js';
import { type Application, registerApplication } from '../support/applications.js';
import { Management } from '../support/management.js';
import { useChromium } from './support/chromium.js';
import { heading, methodButton, startAtDemo, title } from './support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const { public: publicOrigin } = postern.origins;
const bob = findUser(postern, 'bob');
const scripts = '**/*.js';
const hostile = `</script><script>document.title='x'</script><!--<b>"'&`;
let application: Application;

beforeAll(async () => {
  const admin = await Management.asAdministrator(postern);
  application = await registerApplication(admin, { name: `Hostile ${hostile}` });
});

/** Paths of the requests that a page makes of the public origin, but for its files. */
const requestsOf = (page: Page): readonly string[] => {
  const paths: string[] = [];
  page.on('request', (request: Request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === publicOrigin && !/\.(?:js|css|svg)$/.test(pathname)) paths.push(pathname);
  });
  return paths;
};
const uidIn = (page: Page): string => /\/sign-in\/([\w-]+)$/.exec(page.url())?.[1] ?? '';

describe('the sign-in page as the answer to an authorization request', () => {
  it('comes with its data in one request, and has its own address at once', async () => {
    const page = await chromium.open(postern);
    const paths = requestsOf(page);

    await startAtDemo(page, postern);
    await methodButton(page, 'Username and password').waitFor();

    expect(paths).toEqual(['/oidc/auth']);
    expect(uidIn(page)).toMatch(/^[\w-]{16,}$/);
  });

  it('is the same sign-in after a reload, in another language, in a copy of its address and after Back', async () => {
    const page = await chromium.open(postern);
    await startAtDemo(page, postern);
    await heading(page).waitFor();
    const [uid, english] = [uidIn(page), await title(page)];

    await page.reload();
    await heading(page).waitFor();
    expect([uidIn(page), await title(page)]).toEqual([uid, english]);

    await page.getByRole('combobox').selectOption('de');
    await page.locator('html[lang=de]').waitFor();
    expect(uidIn(page)).toBe(uid);
    expect(await title(page)).not.toBe(english);
    await page.getByRole('combobox').selectOption('en');
    await page.locator('html[lang=en]').waitFor();
    expect([uidIn(page), await title(page)]).toEqual([uid, english]);

    const copy = await page.context().newPage();
    await copy.goto(page.url());
    await heading(copy).waitFor();
    expect(await title(copy)).toBe(english);

    await page.goto(`${publicOrigin}/sign-in/help`);
    await heading(page).waitFor();
    await page.goBack();
    await methodButton(page, 'Username and password').waitFor();
    expect(uidIn(page)).toBe(uid);
    await page.goBack();
    expect(page.url()).toContain(postern.origins.demo);
  });

  it('starts again when it is reloaded before its scripts ran, and leaves nothing broken', async () => {
    const page = await chromium.open(postern);
    await page.route(scripts, () => undefined);
    await page.goto(postern.origins.demo);
    await page.getByRole('link', { name: 'Sign in', exact: true }).click({ noWaitAfter: true });
    await page.locator('.boot-control').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/oidc/auth');
    await page.unroute(scripts);

    await page.reload();

    await methodButton(page, 'Username and password').click();
    await page.getByLabel('Username or e-mail').fill(bob.username);
    expect(uidIn(page)).not.toBe('');
  });

  it('shows the languages that the application asks for from the first moment', async () => {
    const page = await chromium.open(postern);
    const { url } = authorizationRequest(demoParty(postern), { ui_locales: 'fr' });

    await page.goto(url);

    await heading(page).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  });

  it('shows hostile names and hints as text', async () => {
    const page = await chromium.open(postern);

    await page.goto(authorizationRequest(application, { login_hint: hostile }).url);

    await heading(page).waitFor();
    expect(await title(page)).toContain(`Hostile ${hostile}`);
    expect(await page.title()).not.toBe('x');
    await methodButton(page, 'Username and password').click();
    expect(await page.getByLabel('Username or e-mail').inputValue()).toBe(hostile);
  });
});

describe('what Nginx passes on', () => {
  it('has the headers of the page at its own address, is never compressed and kept by no cache', async () => {
    const browser = openBrowser(postern);
    const compressed = { 'accept-encoding': 'gzip, br' };
    const request = authorizationRequest(demoParty(postern));

    const answer = await browser.navigate(request.url, compressed);
    const uid = givenView(answer.body)?.uid ?? '';
    const page = await browser.navigate(`${publicOrigin}/sign-in/${uid}`);

    const names = Object.keys(page.headers).filter((name) => /policy|frame|options|security|^content-type$/.test(name));
    expect(names).toEqual(expect.arrayContaining(['content-security-policy', 'x-frame-options', 'referrer-policy']));
    for (const name of names) expect([name, answer.headers[name]]).toEqual([name, page.headers[name]]);
    // It holds tickets beside what the application wrote: the size of the compressed text would tell them apart.
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body.replace(/<script type="application\/json".*?<\/script>/s, '')).toBe(page.body);
  });
});
