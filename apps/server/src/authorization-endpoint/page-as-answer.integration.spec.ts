import { rmSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Appearances } from '@postern/appearance';
import { NotFoundError } from '@postern/errors';
import { givenView } from '@postern/http-browser';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { seedPerson, TestParty, type TestPerson } from '../../testing/relying-party.js';
import { type Answer, publicOrigin, TestServer } from '../../testing/test-server.js';

const html = '<!doctype html><html><head><title>Built</title></head><body><div id="root"></div></body></html>\n';
const navigation = { accept: 'text/html,*/*;q=0.8', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

let folder: string;
let server: TestServer;
let party: TestParty;
let person: TestPerson;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postern-page-'));
  const file = join(folder, 'index.html');
  writeFileSync(file, html);
  server = await TestServer.start(undefined, { SIGN_IN_PAGE_FILE: file });
  party = await TestParty.register(server);
  person = await seedPerson(server);
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface View {
  readonly uid: string;
  readonly step: string;
  readonly loginHint: string | null;
  readonly application: { readonly name: string };
  readonly methods: readonly { readonly action: { readonly kind: string; readonly submitUrl: string } }[];
}

const open = (browser: Browser, url: string, headers: Readonly<Record<string, string>> = navigation, method = 'GET') =>
  browser.send(server, url, { method, headers });
const viewIn = ({ text }: Answer): View => {
  const view = givenView<View>(text);
  if (view === undefined) throw new Error(`no page but ${text}`);
  return view;
};
const asked = async (browser: Browser, uid: string) =>
  (await browser.get(server, `/api/interaction/${uid}`)).body as View;
/** Without what is new in each view: tickets and their end. */
const lasting = (view: View) => JSON.parse(JSON.stringify(view).replace(/ticket=[^"&]*|20\d\d-[^"]*Z/g, '')) as View;
/** A browser that is signed in. */
const signedIn = async (): Promise<Browser> => {
  const browser = new Browser();
  await party.visit(browser, person);
  return browser;
};

describe('an authorization request that a browser shows in a tab', () => {
  it('is answered with the built page and the data of the sign-in, which the cookie of the answer opens', async () => {
    const browser = new Browser();
    const { url } = party.request({ ui_locales: 'de' });

    const answer = await open(browser, url);

    expect(answer.status).toBe(200);
    expect(answer.headers['location']).toBeUndefined();
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    const view = viewIn(answer);
    expect(view).toMatchObject({ step: 'sign_in', application: { name: 'Application' }, uiLocales: ['de'] });
    expect(lasting(view)).toEqual(lasting(await asked(browser, view.uid)));
    expect(answer.text.replace(/<script type="application\/json".*?<\/script>/s, '')).toBe(html);
  });

  it('signs in from there', async () => {
    const browser = new Browser();
    const { methods } = viewIn(await open(browser, party.request().url));
    const { submitUrl } = methods.find(({ action }) => action.kind === 'form')!.action;
    const { username, password } = person;

    const submitted = await browser.post(server, submitUrl, { values: { username, password } });

    expect(submitted.status).toBe(200);
  });

  it.each([
    ['choose_account', { prompt: 'select_account' }],
    ['sign_in', { prompt: 'login' }],
    ['consent', { prompt: 'consent' }],
  ])('shows somebody who is signed in the same as the address of the page: %s', async (step, extra) => {
    const browser = await signedIn();

    const view = viewIn(await open(browser, party.request(extra).url));

    expect(view.step).toBe(step);
    expect(lasting(view)).toEqual(lasting(await asked(browser, view.uid)));
  });

  it('shows somebody who may not enter why', async () => {
    const closed = await TestParty.register(server, { access: { mode: 'members' } });
    const browser = await signedIn();

    const view = viewIn(await open(browser, closed.request().url));

    expect(view.step).toBe('refused');
    expect(lasting(view)).toEqual(lasting(await asked(browser, view.uid)));
  });

  it('comes by POST: the browser is sent on with GET, which has its cookies', async () => {
    const { searchParams } = new URL(party.request().url);
    const posted = await server.form('auth', Object.fromEntries(searchParams), navigation);

    expect(posted.status).toBe(303);
    expect(viewIn(await open(new Browser(), String(posted.headers['location']))).step).toBe('sign_in');
  });

  it('starts a sign-in of its own each time, so that a reload before the scripts ran does no harm', async () => {
    const browser = new Browser();
    const { url } = party.request();
    const [first, second] = [viewIn(await open(browser, url)), viewIn(await open(browser, url))];

    expect(second.uid).not.toBe(first.uid);
    for (const { uid } of [first, second]) expect((await asked(browser, uid)).uid).toBe(uid);
  });
});

describe('the page as an answer', () => {
  it('is kept by no cache, framed by nobody and runs nothing but our files', async () => {
    const { headers } = await open(new Browser(), party.request().url);

    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    const policy = String(headers['content-security-policy']);
    for (const part of ["default-src 'self'", "frame-ancestors 'none'", "form-action 'self'"]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toMatch(/unsafe|sha256|script-src/);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('gives away nothing to a browser without its cookie', async () => {
    const { uid } = viewIn(await open(new Browser(), party.request().url));

    expect((await new Browser().get(server, `/api/interaction/${uid}`)).status).toBe(404);
  });

  it.each([
    '</script><script>alert(1)</script>',
    '<!--<script>',
    '<!-- ]]> --></SCRIPT >',
    '\u2028\u2029 & &lt;/script&gt;',
    '"}}<img src=x onerror=alert(1)>\\u003c\\',
    '\ud83d\ude00 $& $1 $`',
  ])('holds %j, of an application or a hint, as text', async (hostile) => {
    // Names of applications hold no line separators.
    const name = `Name ${hostile.replaceAll(/[\u2028\u2029]/g, '')}`;
    const named = await TestParty.register(server, { name });

    const answer = await open(new Browser(), named.request({ login_hint: hostile }).url);

    expect(viewIn(answer)).toMatchObject({ loginHint: hostile, application: { name } });
    const [block = ''] = answer.text.match(/(?<=id="sign-in">)[^<]*(?=<\/script><\/body>)/) ?? [];
    expect(JSON.parse(block)).toMatchObject({ view: { loginHint: hostile } });
    expect(block).not.toMatch(/[<>&\u2028\u2029]/);
  });
});

describe('an authorization request that no browser shows in a tab', () => {
  it.each([
    ['a program or an older browser', { accept: 'text/html' }],
    ['a program that asks for JSON', { ...navigation, accept: 'application/json' }],
    ['fetch', { ...navigation, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
    ['a script element', { ...navigation, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }],
    ['a frame', { ...navigation, 'sec-fetch-dest': 'iframe' }],
    ['an object element', { ...navigation, 'sec-fetch-dest': 'object' }],
  ])('is redirected to the page: %s', async (_who, headers) => {
    const browser = new Browser();
    const { status, headers: answered } = await open(browser, party.request().url, headers);

    expect(status).toBe(303);
    const uid = /^\/sign-in\/([\w-]+)$/.exec(String(answered['location']))?.[1] ?? '';
    expect((await asked(browser, uid)).step).toBe('sign_in');
  });

  it('is redirected to the page: HEAD', async () => {
    expect((await open(new Browser(), party.request().url, navigation, 'HEAD')).status).toBe(303);
  });

  it('gets login_required at the application by prompt=none', async () => {
    const { status, headers } = await open(new Browser(), party.request({ prompt: 'none' }).url);

    expect(status).toBe(303);
    expect(String(headers['location'])).toMatch(`${party.redirectUri}?error=login_required`);
  });

  it('gets the page of errors where it cannot be answered', async () => {
    const { headers } = await open(new Browser(), '/oidc/auth?client_id=nobody');

    expect(headers['location']).toMatch('/sign-in/error#error=invalid_client');
  });
});

describe('a page that cannot be drawn', () => {
  it('is asked for by its address instead', async () => {
    const browser = new Browser();
    vi.spyOn(server.get(Appearances), 'of').mockRejectedValueOnce(new NotFoundError('account.not_found'));

    const { status, headers } = await open(browser, party.request().url);

    expect(status).toBe(303);
    const uid = String(headers['location']).split('/').at(-1) ?? '';
    expect((await asked(browser, uid)).step).toBe('sign_in');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
});

describe('a server without a built page', () => {
  it('redirects to it', async () => {
    const other = await TestServer.start(server.databaseUrl, { SIGN_IN_PAGE_FILE: join(folder, 'missing.html') });
    const { pathname, search } = new URL(party.request().url, publicOrigin);

    const { status, headers } = await other.send(pathname + search, { headers: navigation });

    await other.stop();
    expect([status, headers['location']]).toEqual([303, expect.stringMatching(/^\/sign-in\/[\w-]{16,}$/)]);
  });
});
