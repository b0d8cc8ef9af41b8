import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { eventsSince } from '../support/event-log.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { Management } from '../support/management.js';
import { openBrowser } from '../support/people.js';
import { dialSocket, sendRaw, type RawRequest } from '../support/raw-request.js';
import { beginSignIn, certificateAddress, isSignedIn, type OpenSignIn, viewOf } from '../support/sign-in-page.js';
import { aliceHeaders, forgeries, headersOf, proxySecretOf } from './forgery.js';

const postern = inject('postern');
const [sockets] = postern.sockets;
const { host } = new URL(postern.origins.public);
const secret = proxySecretOf(postern);
const alice = aliceHeaders(postern);
const without = (...names: readonly string[]) => alice.filter(([name]) => !names.includes(name));
const replaced = (name: string, value: string) => [...without(name), [name, value] as const];
let admin: Management;
let page: OpenSignIn;
let path: string;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

beforeEach(async () => {
  page = await beginSignIn(postern, openBrowser(postern));
  const { pathname, search } = new URL(await certificateAddress(page));
  path = pathname + search;
});

const straightTo = (socket: string | undefined, request: Partial<RawRequest>) =>
  sendRaw(dialSocket(socket ?? ''), { path, host, ...request });

describe('past Nginx, straight to the public socket', () => {
  it.each(Object.entries(forgeries))(
    'certificate headers %s reach nobody, even with the secret',
    async (_how, forge) => {
      const { status, headers, body } = await straightTo(sockets?.public, forge(alice));

      expect(status).toBe(404);
      expect(headers.has('location')).toBe(false);
      expect(body).toContain('request.not_found');
    },
  );

  it('certificate headers change nothing at the API', async () => {
    const answers = await Promise.all(
      Object.values(forgeries).map((forge) => straightTo(sockets?.public, { path: '/api/v2/me', ...forge(alice) })),
    );

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
  });
});

describe('past Nginx, straight to the certificate socket', () => {
  /** Where the sign-in stands after an answer was followed by the browser that began it. */
  const outcome = async (request: Partial<RawRequest>) => {
    const begun = new Date(Date.now() - 1000);
    const { headers } = await straightTo(sockets?.mtls, request);
    const { url } = await page.browser.follow(headers.get('location') ?? '', (at) => isSignedIn(at, page.party));
    const attempt = new URL(url).searchParams.get('attempt');
    const view = attempt === null ? null : await viewOf(page.party, page.browser, page.uid, attempt);
    const events = await eventsSince(admin, 'proxy.header_mismatch', begun);
    return { code: view?.attempt?.code, event: events[0] };
  };

  it.each([
    ['without the secret', without('X-Postern-Proxy-Secret')],
    ['with an empty secret', replaced('X-Postern-Proxy-Secret', '')],
    ['with another secret', replaced('X-Postern-Proxy-Secret', randomBytes(32).toString('base64url'))],
    ['with most of the secret', replaced('X-Postern-Proxy-Secret', secret.slice(0, -1))],
    ['with the secret twice', [...alice, ['X-Postern-Proxy-Secret', secret] as const]],
    ['with two certificates', [...alice, alice.find(([name]) => name === 'X-SSL-Client-Cert')!]],
    ['with a header spelled with underscores', [...alice, ['X_SSL_Client_Verify', 'SUCCESS'] as const]],
    ['with another serial number', replaced('X-SSL-Client-Serial', '01')],
    ['with another fingerprint', replaced('X-SSL-Client-Fingerprint', '00'.repeat(20))],
    ['with a verdict and no certificate', without('X-SSL-Client-Cert')],
    ['with a certificate and no verdict', without('X-SSL-Client-Verify')],
  ])("alice's certificate %s is refused and on record", async (_how, headers) => {
    const { code, event } = await outcome({ headers });

    expect(code).toBe('certificate.header_mismatch');
    expect(event).toMatchObject({ type: 'proxy.header_mismatch', code: 'certificate.header_mismatch' });
    expect(JSON.stringify(event)).not.toContain(secret);
  });

  it("refuses alice's certificate under the serial number and fingerprint of another", async () => {
    const other = headersOf((await issueFor(await usersAuthority(postern), 'Mallory')).cert, secret);
    const aliceCertificate = alice.find(([name]) => name === 'X-SSL-Client-Cert')!;

    const { code } = await outcome({
      headers: [...other.filter(([name]) => name !== 'X-SSL-Client-Cert'), aliceCertificate],
    });

    expect(code).toBe('certificate.header_mismatch');
  });

  it('does not hear headers in a trailer', async () => {
    const { code } = await outcome({ trailers: alice });

    expect(code).toBe('certificate.header_mismatch');
  });

  it("believes Nginx's own verdict that a certificate was revoked", async () => {
    const { code } = await outcome({ headers: replaced('X-SSL-Client-Verify', 'FAILED:certificate revoked') });

    expect(code).toBe('certificate.refused_by_proxy');
  });

  it('serves certificate sign-ins only', async () => {
    const paths = ['/', '/api/v2/me', '/oidc/auth', '/health/ready', '/api/mtlsx', '//api/mtls/sign-in'];

    const answers = await Promise.all(paths.map((other) => straightTo(sockets?.mtls, { path: other, headers: alice })));

    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404));
  });
});
