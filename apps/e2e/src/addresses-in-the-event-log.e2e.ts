import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { eventsSince } from './support/event-log.js';
import { Management } from './support/management.js';
import { openBrowser } from './support/people.js';
import { dialOrigin, sendRaw } from './support/raw-request.js';
import { actionOf, beginSignIn, certificateAddress } from './support/sign-in-page.js';

const postern = inject('postern');
const elsewhere = [
  ['X-Forwarded-For', '203.0.113.9, 198.51.100.7'],
  ['X-Real-IP', '203.0.113.9'],
  ['Forwarded', 'for=203.0.113.9;proto=http;host=evil.example'],
  ['X-Forwarded-Host', 'evil.example'],
  ['X-Forwarded-Proto', 'http'],
] as const;
let admin: Management;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

describe('the address in the event log', () => {
  it('is that of the client, which cannot name another one, on the public listener', async () => {
    const begun = new Date();
    const page = await beginSignIn(postern, openBrowser(postern));
    const { submitUrl } = await actionOf(page, 'form');
    const username = `nobody-${randomBytes(4).toString('hex')}`;
    const userAgent = `Tester ${username}`;

    await page.browser.postJson(
      new URL(submitUrl, postern.issuer).href,
      { values: { username, password: 'wrong' } },
      { ...Object.fromEntries(elsewhere), 'user-agent': userAgent },
    );

    const events = await eventsSince(admin, 'sign_in.failed', begun);
    expect(events.find((event) => event.userAgent === userAgent)).toMatchObject({
      address: '127.0.0.1',
      code: 'password.wrong',
    });
  });

  it('is that of the client, which cannot name another one, on the certificate listener', async () => {
    const begun = new Date();
    const page = await beginSignIn(postern, openBrowser(postern));
    const { origin, host, pathname, search } = new URL(await certificateAddress(page));

    await sendRaw(dialOrigin(postern, origin), { path: pathname + search, host, headers: elsewhere });

    const [event] = await eventsSince(admin, 'sign_in.failed', begun);
    expect(event).toMatchObject({ address: '127.0.0.1', code: 'certificate.missing' });
  });

  it('is served with an issuer that no header can change', async () => {
    const browser = openBrowser(postern);

    const metadata = await browser.getJson<Record<string, string>>(
      `${postern.issuer}/.well-known/openid-configuration`,
      Object.fromEntries(elsewhere),
    );

    expect(metadata['issuer']).toBe(postern.issuer);
    expect(JSON.stringify(metadata)).not.toMatch(/evil|http:/);
  });
});
