import { randomUUID } from 'node:crypto';
import { type Authority, createAuthority, issueCertificate, type Issued } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { CertificateSignIns } from '../../testing/certificate-sign-ins.js';
import { TestServer } from '../../testing/test-server.js';

const rules = [
  { source: 'certificate', field: 'linked' },
  { source: 'subject:CN', field: 'username' },
];

let server: TestServer;
let authority: Authority;
/** One method where names reach a lower level than certificates, and one where they reach the same. */
let people: CertificateSignIns;
let trusting: CertificateSignIns;

beforeAll(async () => {
  server = await TestServer.start();
  authority = await createAuthority({ subject: 'CN=People' });
  people = await CertificateSignIns.with(server, [authority.pem], { rules });
  const levels = [{ issuer: 'any', policy: '', level: 'urn:postern:acr:certificate', affinity: 'any' }];
  trusting = await CertificateSignIns.with(server, [authority.pem], { rules, levels });
});
afterAll(async () => {
  await people?.stop();
  await trusting?.stop();
  await server?.stop();
});

const holder = async (of = people) => {
  const username = `user-${randomUUID()}`;
  const { id, certificate } = await of.person(username, authority);
  await server.sql(`update identifier set label = 'Badge', publicity = 'public' where account_id = $1`, [id]);
  const renew = (keys?: Issued['keys']) =>
    issueCertificate(authority, { subject: `CN=${username}`, ...(keys && { keys }) });
  return { id, certificate, renew };
};
const identifiers = (id: string) =>
  server.sql<{ id: string; label: string; publicity: string }>(
    'select id, label, publicity from identifier where account_id = $1 order by created_at desc',
    [id],
  );
const events = (id: string) =>
  server.sql<{ type: string; details: Record<string, unknown> }>(
    `select type, details from audit_event where account_id = $1 and type like any ('{sign_in%,identifier%}') order by id`,
    [id],
  );
const signedIn = { refreshToken: expect.any(String) as string };

describe('a renewed certificate that a rule finds by a name', () => {
  it('is linked without a page when it has the same key, and keeps label and publicity', async () => {
    const { id, certificate, renew } = await holder();
    const renewed = await renew(certificate.keys);

    expect(await people.signIn(renewed)).toMatchObject(signedIn);

    const [old, linked, ...others] = await identifiers(id);
    expect(others).toEqual([]);
    expect(linked).toMatchObject({ label: 'Badge', publicity: 'public' });
    expect((await events(id)).slice(1)).toMatchObject([
      { type: 'sign_in.succeeded', details: { rule: 'subject:CN' } },
      { type: 'identifier.linked', details: { label: 'Badge', renews: old!.id } },
    ]);
    await people.signIn(renewed);
    expect((await events(id)).at(-1)).toMatchObject({ type: 'sign_in.succeeded', details: { rule: 'certificate' } });
    expect(await identifiers(id)).toHaveLength(2);
  });

  it('is linked with another key too, where the method trusts the name as much as the certificate', async () => {
    const { id, renew } = await holder(trusting);

    expect(await trusting.signIn(await renew())).toMatchObject(signedIn);

    expect(await identifiers(id)).toHaveLength(2);
  });

  it('signs in, and is not linked, where a link would reach a higher level than the name of the CA', async () => {
    const { id, renew } = await holder();

    expect(await people.signIn(await renew())).toMatchObject(signedIn);

    expect(await identifiers(id)).toHaveLength(1);
  });

  it('does not end a sign-in with it that began before the link', async () => {
    const { certificate, renew, id } = await holder();
    const renewed = await renew(certificate.keys);
    const browser = new Browser();
    const underWay = await people.show(renewed, browser);

    await people.signIn(renewed);

    expect(await identifiers(id)).toHaveLength(2);
    expect((await people.signIns.goOn({ browser, ...underWay })).code).toBeDefined();
  });

  it('signs in, and is not linked, by the key of a certificate that was blocked', async () => {
    const { id, certificate, renew } = await holder();
    const block = { certificate: certificate.pem, reason: 'lost card' };
    expect((await server.manage('POST', 'revocation/blocks', block)).status).toBe(201);

    expect(await people.signIn(await renew(certificate.keys))).toMatchObject(signedIn);

    expect(await identifiers(id)).toHaveLength(1);
  });

  it('is linked once when it signs in twice at once, and nothing is refused', async () => {
    const { id, certificate, renew } = await holder();
    const renewed = await renew(certificate.keys);

    const both = await Promise.all([people.signIn(renewed), people.signIn(renewed), people.signIn(renewed)]);

    expect(both).toMatchObject([signedIn, signedIn, signedIn]);
    expect(await identifiers(id)).toHaveLength(2);
    expect((await events(id)).map(({ type }) => type)).not.toContain('identifier.link_refused');
  });

  it('is never linked to somebody who has no certificate of the same key or names', async () => {
    const { id, renew } = await holder(trusting);
    await server.sql(`update identifier set certificate_id = null where account_id = $1`, [id]);

    expect(await trusting.signIn(await renew())).toMatchObject(signedIn);

    expect(await identifiers(id)).toHaveLength(1);
  });
});
