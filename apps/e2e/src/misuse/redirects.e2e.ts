import { authorizationRequest } from '@postern/http-browser';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { demoParty, openBrowser } from '../support/people.js';
import { dialOrigin, sendRaw } from '../support/raw-request.js';
import { beginSignIn, type OpenSignIn } from '../support/sign-in-page.js';

const postern = inject('postern');
const { public: publicOrigin } = postern.origins;
const party = demoParty(postern);
let page: OpenSignIn;

beforeAll(async () => {
  page = await beginSignIn(postern, openBrowser(postern));
});

const own = new Set([publicOrigin, postern.origins.mtls, new URL(party.redirectUri).origin]);

const traversals = [
  '..',
  '../..',
  '..%2f..%2f',
  '%2e%2e%2f%2e%2e%2foidc%2fauth',
  '..%5c..%5cevil',
  '%2f%2fevil.example',
  '//evil.example/',
  'https:%2f%2fevil.example',
  '@evil.example',
  'evil.example%23',
  '%00',
  '%0d%0aLocation:%20https:%2f%2fevil.example',
  'a'.repeat(300),
];

describe('an address that somebody made up', () => {
  it.each(traversals)('leads nowhere as the id of a sign-in: %s', async (uid) => {
    const { host } = new URL(publicOrigin);
    const cookie = page.browser.cookies.header(new URL(`${publicOrigin}/api/interaction/${page.uid}`));
    const paths = [`/api/interaction/${uid}`, `/api/interaction/${uid}/certificate?code=x`, `/oidc/auth/${uid}`];

    const answers = await Promise.all(
      paths.map((path) => sendRaw(dialOrigin(postern, publicOrigin), { path, host, headers: [['Cookie', cookie]] })),
    );

    for (const { status, headers, body } of answers) {
      const location = headers.get('location');
      expect(status).toBeLessThan(500);
      expect(body).not.toContain('"methods"');
      if (location !== undefined) expect(own).toContain(new URL(location, publicOrigin).origin);
    }
  });

  it.each([
    ['another origin', 'https://evil.example/callback'],
    ['a longer path', `${party.redirectUri}/more`],
    ['a query', `${party.redirectUri}?next=https://evil.example`],
    ['another host that begins alike', party.redirectUri.replace('localhost', 'localhost.evil.example')],
    ['somebody in front of the host', party.redirectUri.replace('localhost', 'localhost@evil.example')],
    ['dots', `${party.redirectUri}/../../evil`],
    ['another scheme', 'javascript:alert(1)'],
    ['http', party.redirectUri.replace('https:', 'http:')],
  ])('is no address of an application: %s', async (_what, redirectUri) => {
    const { location, status } = await page.browser.get(authorizationRequest({ ...party, redirectUri }).url);

    expect(status).toBe(303);
    expect(location).toMatch(`${publicOrigin}/sign-in/error#`);
  });

  it.each(['https://evil.example/', `${new URL(party.redirectUri).origin}/elsewhere`])(
    'is not gone to after signing out: %s',
    async (address) => {
      const query = new URLSearchParams({ client_id: party.clientId, post_logout_redirect_uri: address });

      const { location } = await page.browser.get(`${party.issuer}/session/end?${query.toString()}`);

      expect(location).toMatch(`${publicOrigin}/sign-in/error#`);
    },
  );

  it.each(['return_to', 'returnTo', 'next', 'redirect', 'uid'])('is not read from a parameter %s', async (name) => {
    const { location } = await page.browser.get(
      `${publicOrigin}/api/interaction/${page.uid}/certificate?code=x&${name}=https://evil.example`,
    );

    expect(location === null || own.has(new URL(location).origin)).toBe(true);
  });
});
