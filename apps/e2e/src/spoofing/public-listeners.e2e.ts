import { connect as connectHttp2 } from 'node:http2';
import { readFileSync } from 'node:fs';
import { authorizationRequest } from '@postern/http-browser';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { demoParty, findUser, openBrowser } from '../support/people.js';
import { dialOrigin, type RawAnswer, type RawRequest, sendRaw } from '../support/raw-request.js';
import { beginSignIn, certificateAddress, isSignedIn, type OpenSignIn } from '../support/sign-in-page.js';
import { aliceHeaders, forgeries } from './forgery.js';

const postern = inject('postern');
const forged = aliceHeaders(postern);
const { public: publicOrigin, demo: demoOrigin } = postern.origins;
const { host } = new URL(publicOrigin);
let page: OpenSignIn;
let ticket: string;
/** Of the browser that began the sign-in: even so nobody is signed in. */
let cookie: string;

beforeAll(async () => {
  // Alice's own browser, so that the sign-in can be completed afterwards; the forged requests do not use her key.
  page = await beginSignIn(postern, openBrowser(postern, findUser(postern, 'alice').certificate));
  ticket = new URL(await certificateAddress(page)).search;
  cookie = cookieOf(page);
});

const cookieOf = ({ browser, uid }: OpenSignIn): string =>
  browser.cookies.header(new URL(`${publicOrigin}/api/interaction/${uid}`));

interface Place {
  readonly origin?: string;
  readonly path: string;
  readonly host?: string;
  /** Of an honest request. */
  readonly status: number;
  /** Of a browser of its own. */
  readonly cookie?: string;
}

const at =
  (path: string, status: number, rest: Partial<Place> = {}) =>
  (): Place => ({ path, status, ...rest });

/** The engine asks the person anew, under another uid: each request needs one of its own. */
const halfDone = async (): Promise<Place> => {
  const own = await beginSignIn(postern, openBrowser(postern));
  return { path: `/oidc/auth/${own.uid}`, status: 303, cookie: cookieOf(own) };
};

const places: Readonly<Record<string, () => Place | Promise<Place>>> = {
  'the root': at('/', 302),
  'the sign-in pages': at('/sign-in/page', 200),
  'a file of the sign-in pages': at('/sign-in/assets/nothing.js', 404),
  'the panel': at('/panel/', 200),
  'a file of the panel': at('/panel/assets/nothing.js', 404),
  'the authorization endpoint': () => ({
    path: authorizationRequest(demoParty(postern)).url.slice(publicOrigin.length),
    status: 303,
  }),
  'a half-done authorization request': halfDone,
  userinfo: at('/oidc/me', 303),
  'the data of the sign-in page': () => ({ path: `/api/interaction/${page.uid}`, status: 200 }),
  'the return from the certificate origin': () => ({
    path: `/api/interaction/${page.uid}/certificate?code=x`,
    status: 303,
  }),
  'the profile': at('/api/v2/me', 401),
  'the users': at('/api/v2/users', 401),
  "the certificate's endpoint, which is elsewhere": () => ({ path: `/api/mtls/sign-in${ticket}`, status: 404 }),
  'the same behind dots': () => ({ path: `/api/x/../mtls/sign-in${ticket}`, status: 404 }),
  'the same behind an encoded slash': () => ({ path: `/api/mtls%2fsign-in${ticket}`, status: 404 }),
  'the same behind two slashes': () => ({ path: `//api//mtls/sign-in${ticket}`, status: 404 }),
  liveness: at('/health/live', 200),
  readiness: at('/health/ready', 200),
  nowhere: at('/nowhere', 404),
  'another name on the public port': at('/api/v2/me', 421, { host: 'elsewhere.example' }),
  'the demo application': at('/', 200, { origin: demoOrigin }),
  "the demo application's sign-in": at('/sign-in', 303, { origin: demoOrigin }),
  "the demo application's callback": at('/callback', 400, { origin: demoOrigin }),
};

/** What two answers to the same request have in common: no ids, no one-time values. */
const outline = ({ status, headers, cookies, body }: RawAnswer) => ({
  status,
  location: headers
    .get('location')
    ?.replace(/[?#].*/, '')
    .replace(/[\w-]{21,}/, '…'),
  cookies: cookies.map((name) => name.replace(/(?<=_interaction_)[\w-]{8}$/, '…')),
  code: /"code":"([^"]+)"/.exec(body)?.[1],
  mentionsAlice: /alice/i.test(body),
});

describe('forged certificate headers on the public and the demo listener', () => {
  it.each(Object.entries(places))('change nothing at %s', async (_name, place) => {
    const { status } = await place();
    const send = async ({ headers = [], ...rest }: Partial<RawRequest> = {}) => {
      const { origin = publicOrigin, path, host = new URL(origin).host, cookie: own = cookie } = await place();
      return sendRaw(dialOrigin(postern, origin), { path, host, headers: [['Cookie', own], ...headers], ...rest });
    };

    const honest = outline(await send());
    const answers = await Promise.all(
      Object.entries(forgeries).map(async ([how, forge]) => [how, outline(await send(forge(forged)))] as const),
    );

    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(answers.map(([how]) => [how, honest])));
    expect(honest).toMatchObject({ status, mentionsAlice: false });
  });

  it('change nothing over HTTP/2', async () => {
    const session = connectHttp2(publicOrigin, {
      ca: readFileSync(postern.ca),
      lookup: (_h, _o, done) => done(null, [{ address: '127.0.0.1', family: 4 }] as never, 4),
    });
    const ask = (path: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const names = Object.fromEntries(forged.map(([name, value]) => [name.toLowerCase(), value]));
        const stream = session.request({ ':path': path, ':authority': host, ...names });
        stream.on('response', ({ ':status': status }) => resolve(Number(status)));
        stream.on('error', reject);
        stream.resume();
      });

    const statuses = [await ask('/api/v2/me'), await ask(`/api/mtls/sign-in${ticket}`), await ask('/oidc/me')];
    session.close();

    expect(statuses).toEqual([401, 404, 401]);
  });

  it('do not use up the ticket that was sent with them', async () => {
    const { location } = await page.browser.follow(`${postern.origins.mtls}/api/mtls/sign-in${ticket}`, (address) =>
      address.startsWith(page.party.redirectUri),
    );

    expect(isSignedIn(location, page.party)).toBe(true);
  });
});
