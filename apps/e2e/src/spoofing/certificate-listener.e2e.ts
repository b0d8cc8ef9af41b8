import { randomBytes } from 'node:crypto';
import type { SignInMethodView } from '@postern/contracts';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { openBrowser, type PemPair } from '../support/people.js';
import { dialOrigin, sendRaw } from '../support/raw-request.js';
import { beginSignIn, actionOf, viewOf } from '../support/sign-in-page.js';
import { aliceHeaders, forgeries } from './forgery.js';

const postern = inject('postern');
const forged = aliceHeaders(postern);
const name = `Mallory ${randomBytes(4).toString('hex')}`;
let mallory: PemPair;

beforeAll(async () => {
  mallory = await issueFor(await usersAuthority(postern), name);
});

type Start = Extract<SignInMethodView['action'], { readonly kind: 'navigate' }>;

/** Tries a certificate sign-in with forged headers; returns what the sign-in page then says. */
const presentForged = async (
  forge: (typeof forgeries)[string],
  certificate: PemPair | undefined,
  addressOf: (start: Start) => string,
) => {
  const browser = openBrowser(postern);
  const page = await beginSignIn(postern, browser);
  const { origin, host, pathname, search } = new URL(addressOf(await actionOf(page, 'navigate')));
  const answer = await sendRaw(dialOrigin(postern, origin, certificate), {
    path: pathname + search,
    host,
    ...forge(forged),
  });
  expect(answer.status).toBe(303);
  const back = await browser.get(answer.headers.get('location') ?? '');
  const attempt = new URL(back.location ?? '').searchParams.get('attempt') ?? '';
  return (await viewOf(page.party, browser, page.uid, attempt)).attempt;
};

describe('forged certificate headers on the certificate listener', () => {
  describe.each([
    ['the usual host', ({ startUrl }: Start) => startUrl],
    ['a fresh host', ({ freshStartUrl }: Start) => freshStartUrl ?? ''],
  ])('at %s', (_host, addressOf) => {
    it.each(Object.entries(forgeries))('%s do not stand in for a certificate', async (_how, forge) => {
      const attempt = await presentForged(forge, undefined, addressOf);

      expect(attempt).toMatchObject({ code: 'certificate.missing', certificate: null });
    });

    it.each(Object.entries(forgeries))('%s do not replace the certificate of the handshake', async (_how, forge) => {
      const attempt = await presentForged(forge, mallory, addressOf);

      expect(attempt).toMatchObject({ code: 'certificate.not_linked', certificate: { name } });
    });
  });

  it.each(['/', '/oidc/auth', '/api/v2/me', '/api/mtls', '/api/mtls/../v2/me', '/health/ready', '/sign-in/'])(
    'B2: open nothing else there: %s',
    async (path) => {
      const { origin, host } = new URL(postern.origins.mtls);
      const answers = await Promise.all(
        Object.values(forgeries).map((forge) =>
          sendRaw(dialOrigin(postern, origin, mallory), { path, host, ...forge(forged) }),
        ),
      );

      expect(answers.map(({ status, body }) => [status, body])).toEqual(
        answers.map(() => [404, 'mTLS endpoints only. Use port 443 for regular access.']),
      );
    },
  );
});
