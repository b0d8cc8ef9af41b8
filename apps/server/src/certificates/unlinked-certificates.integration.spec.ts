import { randomUUID } from 'node:crypto';
import { ExpiryWarnings } from '@postern/certificates';
import type { InteractionView, KnownCertificate, KnownCertificateDetail, Page } from '@postern/contracts';
import { type Authority, createAuthority, issueCertificate, type Issued } from '@postern/dev-pki';
import { parseCertificate, summarize } from '@postern/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { CertificateSignIns } from '../../testing/certificate-sign-ins.js';
import { TestServer } from '../../testing/test-server.js';

const inDays = (days: number): Date => new Date(Math.floor(Date.now() / 1000) * 1000 + days * 86_400_000);

let server: TestServer;
let authority: Authority;
let people: CertificateSignIns;

beforeAll(async () => {
  server = await TestServer.start();
  authority = await createAuthority({ subject: `CN=People ${randomUUID()}` });
  people = await CertificateSignIns.with(server, [authority.pem], {
    rules: [
      { source: 'certificate', field: 'linked' },
      { source: 'subject:CN', field: 'username' },
    ],
  });
});
afterAll(async () => {
  await people?.stop();
  await server?.stop();
});

/** Somebody whom only the name in their certificates finds. */
const named = async () => {
  const username = `user-${randomUUID()}`;
  const id = await people.signIns.person(username);
  const issue = (days: number) =>
    issueCertificate(authority, { subject: `CN=${username}`, notBefore: inDays(-300), notAfter: inDays(days) });
  return { id, username, issue };
};
const signIn = async (certificate: Issued, browser = new Browser()): Promise<Browser> => {
  const { refused } = await people.signIn(certificate, browser);
  if (refused !== undefined) throw new Error(refused);
  return browser;
};
const stored = (id: string) =>
  server.sql<{ sha256: string }>(
    `select encode(c.sha256, 'hex') as sha256 from unlinked_certificate u join certificate c on c.id = u.certificate_id
     where u.account_id = $1 order by u.last_used_at`,
    [id],
  );
const sha256Of = ({ der }: Issued): string => summarize(parseCertificate(der)).sha256;
/** Waits until the background has written a use. */
const used = async (id: string, certificate: Issued): Promise<void> => {
  const sha256 = sha256Of(certificate);
  await expect.poll(() => stored(id), { timeout: 15_000 }).toContainEqual({ sha256 });
};
const inInventory = async (certificate: Issued, query = ''): Promise<readonly KnownCertificate[]> => {
  const { body } = await server.manage('GET', `certificates?search=${sha256Of(certificate)}${query}`);
  return (body as Page<KnownCertificate>).items;
};
const page = async (browser: Browser): Promise<InteractionView & { readonly uid: string }> => {
  const { uid } = await people.signIns.open(browser);
  return (await browser.get(server, `/api/interaction/${uid}`)).body as InteractionView;
};

describe('a certificate that signs in by a name and is not linked', () => {
  it('is in the inventory with its PEM, its holder and when it was used', async () => {
    const { id, username, issue } = await named();
    const certificate = await issue(200);

    await signIn(certificate);
    await used(id, certificate);

    const [known] = await inInventory(certificate, '&use=person');
    const place = { use: 'person', holder: { id, name: username }, within: { id: people.methodId } };
    expect(known?.usedFor).toMatchObject([place]);
    expect(known?.lastUsedAt).not.toBeNull();
    const { body } = await server.manage('GET', `certificates/${known?.id}`);
    expect((body as KnownCertificateDetail).pem.replaceAll(/\s/g, '')).toBe(certificate.pem.replaceAll(/\s/g, ''));
    expect(await inInventory(certificate, '&neverUsed=true')).toEqual([]);
  });

  it('is warned of before it expires: in the event log, and on the next page of a sign-in until it is put off', async () => {
    const { id, issue } = await named();
    const certificate = await issue(12);
    const browser = await signIn(certificate);
    await used(id, certificate);

    await server.get(ExpiryWarnings).warn();
    const events = await server.sql<{ details: object }>(
      `select details from audit_event where account_id = $1 and type = 'identifier.expiring'`,
      [id],
    );
    expect(events).toMatchObject([{ details: { sha256: sha256Of(certificate), days: 14 } }]);
    const { uid, expiring } = await page(browser);
    expect(expiring).toMatchObject({ signedIn: true, renewal: null });
    expect((await browser.post(server, `/api/interaction/${uid}/remind-later`, {})).status).toBe(204);
    expect((await page(browser)).expiring).toBeNull();
  });

  it('is not warned of once one that lasts longer signs in', async () => {
    const { id, issue } = await named();
    const [old, renewed] = [await issue(12), await issue(300)];
    const browser = await signIn(old);
    await used(id, old);
    await signIn(renewed, browser);
    await used(id, renewed);

    await server.get(ExpiryWarnings).warn();

    expect((await page(browser)).expiring).toBeNull();
    const warned = await server.sql(
      `select 1 from audit_event where account_id = $1 and type = 'identifier.expiring'`,
      [id],
    );
    expect(warned).toEqual([]);
  });

  it('is listed once when it is linked, and gone with its account', async () => {
    const { id, issue } = await named();
    const [linked, other] = [await issue(100), await issue(100)];
    for (const certificate of [linked, other]) {
      await signIn(certificate);
      await used(id, certificate);
    }
    const body = { methodId: people.methodId, certificate: linked.pem };
    expect((await server.manage('POST', `users/${id}/identifiers`, body)).status).toBe(201);

    expect((await inInventory(linked))[0]?.usedFor).toHaveLength(1);
    const { body: identifiers } = await server.manage('GET', `users/${id}/identifiers`);
    expect(identifiers).toMatchObject([
      {
        judgement: {
          code: null,
          chain: [{ role: 'certificate' }, { name: authority.certificate.subject.slice(3), role: 'root' }],
        },
        lastUse: { at: expect.any(String) as string },
      },
    ]);
    await signIn(linked);

    expect((await server.manage('DELETE', `users/${id}`)).status).toBe(204);
    expect([await inInventory(linked), await inInventory(other)]).toEqual([[], []]);
  });

  it('leaves room for others: five of one account, and those that were not used for longest go', async () => {
    const { id, issue } = await named();
    const certificates = await Promise.all(Array.from({ length: 7 }, () => issue(100)));
    for (const certificate of certificates) {
      await signIn(certificate);
      await used(id, certificate);
    }

    await expect.poll(() => stored(id)).toEqual(certificates.slice(2).map((each) => ({ sha256: sha256Of(each) })));
    expect(await inInventory(certificates[0]!)).toEqual([]);
  });

  it('of an owner can be blocked by owners only', async () => {
    const { id, issue } = await named();
    const certificate = await issue(100);
    await signIn(certificate);
    await used(id, certificate);
    await server.sql(`update account set role = 'owner' where id = $1`, [id]);
    await server.sql(`delete from oidc_artifact where account_id = $1`, [id]);

    const { status } = await server.manage('POST', 'revocation/blocks', {
      ...{ sha256: sha256Of(certificate), reason: 'lost', until: null },
    });

    expect(status).toBe(403);
  });
});
