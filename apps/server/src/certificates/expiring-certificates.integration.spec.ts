import { randomUUID } from 'node:crypto';
import type { InteractionView, KnownCertificate, Page, RenewalGuide } from '@postern/contracts';
import { type Authority, createAuthority, issueCertificate, type Issued } from '@postern/dev-pki';
import { parseCertificate, summarize } from '@postern/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { CertificateSignIns } from '../../testing/certificate-sign-ins.js';
import { type Answer, publicOrigin, TestServer } from '../../testing/test-server.js';

const inDays = (days: number): Date => new Date(Math.floor(Date.now() / 1000) * 1000 + days * 86_400_000);
const cookie = '__Host-postern_expiring_certificate';
const guide: RenewalGuide = { address: 'https://pki.example.org/renew', texts: { en: 'Ask the help desk.\nRoom 12.' } };

let server: TestServer;
let root: Authority;
let below: Authority;
let people: CertificateSignIns;

beforeAll(async () => {
  server = await TestServer.start();
  root = await createAuthority({ subject: `CN=Root ${randomUUID()}` });
  below = await createAuthority({ subject: 'CN=Below', issuer: root });
  people = await CertificateSignIns.with(server, [root.pem, below.pem]);
});
afterAll(async () => {
  await people?.stop();
  await server?.stop();
});

const person = (notAfter: Date, issuer = root) =>
  people.person(`user-${randomUUID()}`, issuer, { notAfter, notBefore: inDays(-300) });
/** What the sign-in page of a new sign-in is told. */
const page = async (browser: Browser, query = ''): Promise<InteractionView> => {
  const { uid } = await people.signIns.open(browser);
  return (await browser.get(server, `/api/interaction/${uid}${query}`)).body as InteractionView;
};
const signIn = async (certificate: Issued, browser = new Browser()): Promise<Browser> => {
  const { refused } = await people.signIn(certificate, browser);
  if (refused !== undefined) throw new Error(refused);
  return browser;
};
/** Some days later: the session has ended. */
const keeping = (value: string): Browser => {
  const browser = new Browser();
  browser.cookies.store(new URL(publicOrigin), [`${cookie}=${value}; Path=/; Secure`]);
  return browser;
};
const remindLater = async (browser: Browser): Promise<Answer> => {
  const { uid } = await people.signIns.open(browser);
  return browser.post(server, `/api/interaction/${uid}/remind-later`, {});
};
const link = async (id: string, notAfter: Date): Promise<void> => {
  const { pem } = await issueCertificate(root, { subject: `CN=${randomUUID()}`, notAfter });
  const { status, text } = await server.manage('POST', `users/${id}/identifiers`, {
    ...{ methodId: people.methodId, certificate: pem },
  });
  if (status !== 201) throw new Error(text);
};
const remindAfter = async (id: string): Promise<number> => {
  const [row] = await server.sql<{ hours: number }>(
    'select extract(epoch from max(remind_after) - now())::float / 3600 as hours from identifier where account_id = $1',
    [id],
  );
  return Math.round(row!.hours);
};
const inventoryId = async (certificate: Pick<Issued, 'der'>): Promise<string> => {
  const { sha256 } = summarize(parseCertificate(certificate.der));
  const { body } = await server.manage('GET', `certificates?search=${sha256}`);
  return (body as Page<KnownCertificate>).items[0]!.id;
};
const setGuide = async (ca: Authority, input: object = guide): Promise<Answer> => {
  await expect.poll(() => inventoryId(ca), { timeout: 15_000 }).toBeTruthy();
  return server.manage('PUT', `certificates/${await inventoryId(ca)}/renewal-guide`, input);
};

describe('a certificate that expires soon', () => {
  it('continues straight to the application, and the next sign-in page says when it expires', async () => {
    const notAfter = inDays(12);
    const { certificate } = await person(notAfter);

    const browser = await signIn(certificate);
    const told = { notAfter: notAfter.toISOString(), renewal: null };
    expect((await page(browser)).expiring).toEqual({ ...told, signedIn: true });
    const later = keeping(browser.cookies.value(cookie) ?? '');
    expect((await page(later)).expiring).toEqual({ ...told, signedIn: false });
    expect((await remindLater(later)).status).toBe(204);
    expect((await page(browser)).expiring).toBeNull();
  });

  it('causes no warning in another browser, for a forged cookie, or while a valid one lasts longer', async () => {
    const { id, certificate } = await person(inDays(12));
    await signIn(certificate);
    expect((await page(new Browser())).expiring).toBeNull();

    const forged = keeping(`${id}.${'A'.repeat(43)}`);
    expect((await page(forged)).expiring).toBeNull();
    expect((await remindLater(forged)).status).toBe(204);
    expect((await page(await signIn(certificate, forged))).expiring).not.toBeNull();

    const other = await person(inDays(300));
    expect((await page(await signIn(other.certificate))).expiring).toBeNull();
  });

  it('is not mentioned for three days once it is put off, and again on its last day', async () => {
    const long = await person(inDays(12));
    const browser = await signIn(long.certificate);
    expect((await remindLater(browser)).status).toBe(204);
    expect((await page(browser)).expiring).toBeNull();
    expect(await remindAfter(long.id)).toBe(72);
    await server.sql('update identifier set remind_after = now() where account_id = $1', [long.id]);
    expect((await page(browser)).expiring).not.toBeNull();

    const short = await person(inDays(2));
    await remindLater(await signIn(short.certificate));
    expect(await remindAfter(short.id)).toBe(24);
  });

  it('causes no more warnings once a longer valid one is linked, in any way', async () => {
    const { id, certificate } = await person(inDays(12));
    const browser = await signIn(certificate);

    const later = inDays(20);
    await link(id, later);
    expect((await page(browser)).expiring).toMatchObject({ notAfter: later.toISOString() });
    await link(id, inDays(200));
    expect((await page(browser)).expiring).toBeNull();
  });

  it('is mentioned from the first warning that administrators chose, and never without one', async () => {
    const { certificate } = await person(inDays(12));
    const browser = await signIn(certificate);
    const choose = (days: number[]) => server.manage('PUT', 'certificates/expiry-warnings', { days });
    try {
      await choose([7, 1]);
      expect((await page(browser)).expiring).toBeNull();
      await choose([14]);
      expect((await page(browser)).expiring).not.toBeNull();
      await choose([]);
      expect((await page(browser)).expiring).toBeNull();
    } finally {
      await choose([30, 14, 7, 1]);
    }
  });
});

describe('where people renew', () => {
  it('comes from the nearest CA with a guide, on the sign-in page, in the profile, and at the refusal of an expired one', async () => {
    const { status, body } = await setGuide(root);
    expect([status, body]).toEqual([200, guide]);
    const { id, certificate } = await person(inDays(12), below);

    expect((await page(await signIn(certificate))).expiring?.renewal).toEqual(guide);
    const { body: user } = await server.manage('GET', `users/${id}/identifiers`);
    expect(user).toMatchObject([{ renewal: guide }]);
    const own = { address: 'https://below.example.org/', texts: {} };
    await setGuide(below, own);
    expect((await page(await signIn(certificate))).expiring?.renewal).toEqual(own);

    const old = await issueCertificate(root, { subject: 'CN=Old', notAfter: inDays(-1), notBefore: inDays(-30) });
    const browser = new Browser();
    const { location } = await people.show(old, browser);
    const back = await browser.get(server, new URL(location, publicOrigin).href.replace(publicOrigin, ''));
    const to = new URL(String(back.headers['location']), publicOrigin);
    const view = await browser.get(server, `/api/interaction/${to.pathname.split('/').at(-1)}${to.search}`);
    expect((view.body as InteractionView).attempt).toMatchObject({ code: 'certificate.expired', renewal: guide });
  });

  it('is recorded when it changes, and shown with the CA', async () => {
    const ca = await createAuthority({ subject: `CN=Recorded ${randomUUID()}` });
    const method = { type: 'mtls', name: `Badge ${randomUUID().slice(0, 8)}`, params: { trustAnchors: [ca.pem] } };
    await server.manage('POST', 'sign-in-methods', method);
    await setGuide(ca);
    await Promise.all([setGuide(ca), setGuide(ca)]);
    const id = await inventoryId(ca);
    expect((await server.manage('GET', `certificates/${id}`)).body).toMatchObject({ renewal: guide });

    expect((await setGuide(ca, { address: null, texts: {} })).status).toBe(200);
    expect((await server.manage('GET', `certificates/${id}`)).body).toMatchObject({ renewal: null });
    const events = await server.sql<{ details: object }>(
      `select details from audit_event where type = 'certificate.renewal_guide_changed' and details ->> 'ca' like 'Recorded%' order by id`,
    );
    expect(events.map(({ details }) => details)).toMatchObject([
      { ...guide, before: { address: null, texts: {} } },
      { address: null, texts: {}, before: guide },
    ]);
  });

  it.each([
    ['an address without TLS', { address: 'http://pki.example.org/' }],
    ['a script', { address: 'javascript:alert(1)' }],
    ['an address with a password', { address: 'https://a:b@pki.example.org/' }],
    ['an address that browsers take as a path of the sign-in page', { address: 'https:pki.example.org/renew' }],
    ['an address of two lines', { address: 'https://pki.example.org/\nx' }],
    ['a long text', { texts: { en: 'x'.repeat(501) } }],
    ['a text of control characters', { texts: { de: 'a\u0000b' } }],
    ['a language of its own', { texts: { pt: 'x' } }],
    ['no texts', { texts: null }],
  ])('is never %s', async (_, change) => {
    expect((await setGuide(root, { ...guide, ...change })).status).toBe(422);
  });

  it('can be set only for CAs that a sign-in method trusts', async () => {
    const { certificate } = await person(inDays(12));
    const put = (id: string) => server.manage('PUT', `certificates/${id}/renewal-guide`, guide);

    expect((await put(await inventoryId(certificate))).status).toBe(422);
    expect((await put(randomUUID())).body).toMatchObject({ code: 'certificate.not_found' });
  });
});
