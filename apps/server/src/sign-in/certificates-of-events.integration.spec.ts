import { randomUUID } from 'node:crypto';
import type { AuditEvent, AuditEventPage, EventCertificate } from '@postern/contracts';
import { type Authority, createAuthority, issueCertificate, type Issued } from '@postern/dev-pki';
import { InteractionsConfig, RefusedCertificatesPurge } from '@postern/interactions';
import { parseCertificate } from '@postern/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CertificateSignIns } from '../../testing/certificate-sign-ins.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let people: CertificateSignIns;
let root: Authority;

beforeAll(async () => {
  server = await TestServer.start();
  root = await createAuthority({ subject: 'CN=People Root' });
  people = await CertificateSignIns.with(server, [root.pem]);
});
afterAll(async () => {
  await people?.stop();
  await server?.stop();
});

const sha256Of = ({ der }: Issued): string => parseCertificate(der).sha256;
const eventOf = async (certificate: Issued): Promise<AuditEvent> => {
  const { body } = await server.manage('GET', `audit-events?search=${sha256Of(certificate)}`);
  const [event] = (body as AuditEventPage).items;
  if (event === undefined) throw new Error('no event');
  return event;
};
const certificateOf = async ({ id }: Pick<AuditEvent, 'id'>) => server.manage('GET', `audit-events/${id}/certificate`);
const kept = async (certificate: Issued): Promise<number> => {
  const rows = await server.sql('select 1 from refused_certificate where sha256 = $1', [
    Buffer.from(sha256Of(certificate), 'hex'),
  ]);
  return rows.length;
};

describe('the certificate of a sign-in', () => {
  it('is available from the event of its refusal, with the judgement of that time', async () => {
    const namesake = await createAuthority({ subject: 'CN=People Root' });
    const certificate = await issueCertificate(namesake, { subject: 'CN=Ada' });
    expect(await people.signIn(certificate)).toMatchObject({ refused: 'certificate.untrusted' });
    const event = await eventOf(certificate);

    const { status, body } = await certificateOf(event);

    expect(status).toBe(200);
    const { pem, certificate: shown, judgement } = body as EventCertificate;
    expect(pem.trim()).toBe(certificate.pem.trim());
    expect(shown.sha256).toBe(sha256Of(certificate));
    expect(judgement).toMatchObject({ code: 'certificate.untrusted', failedLink: 1 });
    expect(judgement?.chain[1]).toMatchObject({ name: 'People Root', standing: 'namesake' });
    expect(event.details['judgement']).toEqual(judgement);
  });

  it('can be linked from there when it was valid and unlinked, and then belongs to the account', async () => {
    const certificate = await issueCertificate(root, { subject: 'CN=Grace' });
    expect(await people.signIn(certificate)).toMatchObject({ refused: 'certificate.not_linked' });
    const event = await eventOf(certificate);
    const { pem } = (await certificateOf(event)).body as EventCertificate;
    const id = await people.signIns.person(randomUUID());

    const linked = await server.manage('POST', `users/${id}/identifiers`, {
      methodId: event.method?.id,
      certificate: pem,
    });

    expect(linked.status).toBe(201);
    expect(await people.signIn(certificate)).toHaveProperty('refreshToken');
  });

  it('is also found by its fingerprint when it was accepted, and is not stored twice', async () => {
    const { certificate } = await people.person(randomUUID(), root);
    expect(await people.signIn(certificate)).toHaveProperty('refreshToken');
    const event = await eventOf(certificate);

    expect(event).toMatchObject({ type: 'sign_in.succeeded', details: { sha256: sha256Of(certificate) } });
    const { judgement } = (await certificateOf(event)).body as EventCertificate;
    expect(judgement).toMatchObject({ code: null, failedLink: null });
    expect(await kept(certificate)).toBe(0);
  });

  it('is stored once however often it is refused, and deleted after some days', async () => {
    const certificate = await issueCertificate(root, { subject: 'CN=Linus' });
    await people.signIn(certificate);
    await people.signIn(certificate);
    expect(await kept(certificate)).toBe(1);
    const event = await eventOf(certificate);
    const purge = server.app.get(RefusedCertificatesPurge);
    await purge.work();
    expect(await kept(certificate)).toBe(1);

    await server.sql(`update refused_certificate set refused_at = now() - make_interval(days => $1, secs => 1)`, [
      new InteractionsConfig().REFUSED_CERTIFICATE_DAYS,
    ]);
    await purge.work();

    expect(await kept(certificate)).toBe(0);
    expect(await certificateOf(event)).toMatchObject({ status: 404, body: { code: 'certificate.not_found' } });
    // The event still names the certificate and the reason.
    expect(event.details).toMatchObject({ name: 'Linus', judgement: { code: 'certificate.not_linked' } });
  });

  it('is one of at most 2,000 stored ones at every moment, even if many are refused at once', async () => {
    await server.sql(`insert into refused_certificate (sha256, der, refused_at)
      select sha256(n::text::bytea), '', now() - make_interval(secs => n) from generate_series(1, 2100) n`);
    const certificates = await Promise.all(
      Array.from({ length: 6 }, (_, index) => issueCertificate(root, { subject: `CN=Stranger ${index}` })),
    );

    for (const certificate of certificates.slice(0, 2)) await people.signIn(certificate);
    expect(await server.sql('select count(*)::int as count from refused_certificate')).toEqual([{ count: 2000 }]);
    await Promise.all(certificates.map((certificate) => people.signIn(certificate)));

    for (const certificate of certificates) expect(await kept(certificate)).toBe(1);
    const [row] = await server.sql<{ count: number }>('select count(*)::int as count from refused_certificate');
    expect(row!.count).toBeLessThanOrEqual(2000 + certificates.length);
  });

  it('is kept when it is the oldest and shown again', async () => {
    const certificate = await issueCertificate(root, { subject: 'CN=Oldest' });
    await people.signIn(certificate);
    await server.sql(`update refused_certificate set refused_at = now() - interval '1 day' where sha256 = $1`, [
      Buffer.from(sha256Of(certificate), 'hex'),
    ]);

    expect(await people.signIn(certificate)).toMatchObject({ refused: 'certificate.not_linked' });

    expect(await kept(certificate)).toBe(1);
  });

  it('is not found for events without one, and for unknown events', async () => {
    const { body } = await server.manage('GET', 'audit-events?type=account.created');
    const [created] = (body as AuditEventPage).items;

    expect(await certificateOf(created!)).toMatchObject({ status: 404, body: { code: 'certificate.not_found' } });
    for (const id of ['0', 'x', '999999999999'])
      expect(await certificateOf({ id })).toMatchObject({ status: 404, body: { code: 'audit_event.not_found' } });
  });
});
