import { randomUUID } from 'node:crypto';
import { type Authority, createAuthority, issueCertificate, type Issued } from '@postern/dev-pki';
import { parseCertificate, summarize } from '@postern/x509';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CertificateSignIns } from '../../testing/certificate-sign-ins.js';
import { authorityIdOf } from '../../testing/revocation-authorities.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let people: CertificateSignIns;
let root: Authority;
let issuing: Authority;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  root = await createAuthority({ subject: `CN=Root ${randomUUID()},O=Example` });
  issuing = await createAuthority({ subject: `CN=Issuing ${randomUUID()},O=Example`, issuer: root });
  people = await CertificateSignIns.with(server, [root.pem, issuing.pem]);
});
afterEach(() => people.stop());

const block = (input: object) => server.manage('POST', 'revocation/blocks', { reason: 'lost', ...input });
const summaryOf = ({ der }: Issued) => summarize(parseCertificate(der));
const makeOwner = (id: string) => server.sql(`update account set role = 'owner' where id = $1`, [id]);
const standing = async ({ pem }: Issued) =>
  (await server.manage('POST', 'revocation/standing', { certificate: pem })).body;
const refusal = { code: 'token.insufficient_role' };

describe('the certificate of an owner', () => {
  it('can be blocked by owners only, however its issuer is spelled', async () => {
    const ada = await people.person(randomUUID(), issuing);
    await makeOwner(ada.id);
    const { issuer, serialNumber } = summaryOf(ada.certificate);

    for (const spelled of [issuer, issuer.toUpperCase(), issuer.replace(' ', '  '), issuer.replace('O=', '2.5.4.10=')])
      expect((await block({ issuer: spelled, serialNumber: `00:${serialNumber}` })).body).toMatchObject(refusal);
    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');
  });

  it('is recognised by the session that it opened when a rule found its holder', async () => {
    const username = randomUUID();
    const id = await people.signIns.person(username);
    await makeOwner(id);
    // Only an owner can let a method find owners by names that a CA writes.
    await server.sql(`update sign_in_method set params = params || $2 where id = $1`, [
      people.methodId,
      { rules: [{ source: 'subject:CN', field: 'username' }] },
    ]);
    const certificate = await issueCertificate(issuing, { subject: `CN=${username}` });
    expect(await people.signIn(certificate)).toHaveProperty('refreshToken');
    const { issuer, serialNumber, sha256 } = summaryOf(certificate);

    for (const named of [{ sha256 }, { certificate: certificate.pem }, { issuer, serialNumber }])
      expect((await block(named)).body).toMatchObject(refusal);
  });

  it('is neither blocked through its CA nor revoked by a responder of an administrator', async () => {
    const ada = await people.person(randomUUID(), issuing);
    await makeOwner(ada.id);

    for (const authority of [root, issuing]) {
      const { issuer, serialNumber, sha256 } = summaryOf(authority);
      for (const named of [{ sha256 }, { certificate: authority.pem }, { issuer, serialNumber }])
        expect((await block(named)).body).toMatchObject(refusal);
    }
    const own = await createAuthority({ subject: 'CN=Own responder' });
    const id = await authorityIdOf(server, issuing);
    const settings = { source: 'ocsp', address: 'http://192.0.2.1/', responder: own.pem };
    expect((await server.manage('PATCH', `revocation/authorities/${id}`, settings)).body).toMatchObject(refusal);
    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');
  });
});

describe('a block', () => {
  it('that has ended does not hide another one', async () => {
    const ada = await people.person(randomUUID(), issuing);
    const { issuer, serialNumber, sha256 } = summaryOf(ada.certificate);
    const until = new Date(Date.now() + 500);
    await block({ sha256, until: until.toISOString() });
    await block({ issuer, serialNumber });

    await expect.poll(() => Date.now() > until.getTime()).toBe(true);
    expect(await people.signIn(ada.certificate)).toMatchObject({ refused: 'certificate.blocked' });
    expect(await standing(ada.certificate)).toMatchObject({ standing: 'blocked' });
  });

  it('of a CA refuses the certificates it issued, and ends sessions opened with them', async () => {
    const [ada, bob] = [await people.person(randomUUID(), issuing), await people.person(randomUUID(), root)];
    const { refreshToken = '' } = await people.signIn(ada.certificate);
    await people.signIn(bob.certificate);
    await expect
      .poll(() =>
        server.sql('select 1 from certificate_use where sha256 = sha256($1)', [Buffer.from(ada.certificate.der)]),
      )
      .toHaveLength(1);

    const { body } = await block({ certificate: issuing.pem });

    expect(await people.signIn(ada.certificate)).toMatchObject({ refused: 'certificate.blocked' });
    await expect.poll(() => people.signIns.kept(ada.id)).not.toContain('Session');
    expect(await people.signIns.refresh(refreshToken)).toBe(400);
    expect(await people.signIns.kept(bob.id)).toContain('Session');
    expect(await standing(ada.certificate)).toMatchObject({ standing: 'blocked', reason: 'lost' });
    const [event] = await server.sql(`select code from audit_event where type = 'session.ended' and account_id = $1`, [
      ada.id,
    ]);
    expect(event).toEqual({ code: 'certificate.blocked' });
    expect((await server.manage('DELETE', `revocation/blocks/${(body as { id: string }).id}`)).status).toBe(204);
    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');
  });

  it('is created once by twenty simultaneous requests', async () => {
    const ada = await people.person(randomUUID(), issuing);
    const answers = await Promise.all(Array.from({ length: 20 }, () => block({ certificate: ada.certificate.pem })));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  });
});
