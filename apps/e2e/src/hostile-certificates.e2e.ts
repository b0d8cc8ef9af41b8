import { randomBytes } from 'node:crypto';
import type { Authority } from '@postern/dev-pki';
import { signInByCertificate } from '@postern/http-browser';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod, provisionCertificate } from './support/accounts.js';
import { eventsSince } from './support/event-log.js';
import { times } from './support/in-parallel.js';
import { issueFor, usersAuthority } from './support/issuing.js';
import { Management } from './support/management.js';
import { claimsOf, demoParty, openBrowserWith } from './support/people.js';
import { beginSignIn, certificateAddress, presentInVain } from './support/sign-in-page.js';

const postern = inject('postern');
let admin: Management;
let authority: Authority;
let methodId: string;

beforeAll(async () => {
  [admin, authority] = await Promise.all([Management.asAdministrator(postern), usersAuthority(postern)]);
  methodId = (await mtlsMethod(admin)).id;
});

const names = {
  markup: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'a header of its own': 'Carol\r\nX-SSL-Client-Verify: SUCCESS\r\nX-SSL-Client-DN: CN=Alice Adams',
  'another name inside': 'Carol,CN=Alice Adams,O=Postern development',
  quotes: `"'\\;--${'`'}$(id)%00%0d%0a`,
  'right-to-left marks': 'Carol \u202Eecila\u202C \u0000 \u0007',
  'other scripts': 'Ширин 北京 🦊 ñ',
} as const;

const san = (count: number) =>
  times(
    count,
    (index) => ({ type: 'dns', value: `host-${index}.${randomBytes(8).toString('hex')}.example.test` }) as const,
  );

describe('a certificate that was made to confuse', () => {
  it.each(Object.entries(names))(
    'signs in its own holder and nobody else, with %s in its name',
    async (_what, text) => {
      const carol = await createPerson(admin, 'Carol');
      const begun = new Date();
      const certificate = await issueFor(authority, carol.name, { subject: [{ CN: [{ utf8String: text }] }] });
      const page = await beginSignIn(postern, openBrowserWith(postern, certificate));
      const attempt = await presentInVain(page);
      await provisionCertificate(admin, methodId, carol, certificate);

      const { id_token: idToken } = await signInByCertificate(
        openBrowserWith(postern, certificate),
        demoParty(postern),
      );

      expect(attempt.code).toBe('certificate.not_linked');
      // What people read has no control characters left that could move the rest of the line.
      expect(attempt.certificate?.name).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      expect(claimsOf(idToken)['sub']).toBe(carol.id);
      expect(await eventsSince(admin, 'proxy.header_mismatch', begun)).toEqual([]);
    },
  );

  it('signs in its holder when it is large', async () => {
    const carol = await createPerson(admin, 'Carol');
    const certificate = await issueFor(authority, carol.name, { subjectAlternativeNames: san(250) });
    await provisionCertificate(admin, methodId, carol, certificate);

    const { id_token: idToken } = await signInByCertificate(openBrowserWith(postern, certificate), demoParty(postern));

    expect(certificate.cert.length).toBeGreaterThan(14_000);
    expect(claimsOf(idToken)['sub']).toBe(carol.id);
  });

  it('gets 431 and a page that explains it when it is larger than a header may be', async () => {
    const certificate = await issueFor(authority, 'Huge', { subjectAlternativeNames: san(1300) });
    const page = await beginSignIn(postern, openBrowserWith(postern, certificate));

    const { status, body } = await page.browser.get(await certificateAddress(page));

    expect(certificate.cert.length).toBeGreaterThan(64 * 1024);
    expect(status).toBe(431);
    expect(status).toBe(431);
    expect(body).toMatch(/certificate.*too large/i);
  });
});
