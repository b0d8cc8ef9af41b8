import { issueSelfSigned } from '@postern/dev-pki';
import { parseCertificate, summarize } from '@postern/x509';
import { CertificateInventory } from '@postern/certificates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPassword, TestServer } from '../../testing/index.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(async () => {
  await server?.stop();
});

/** @returns the id of the certificate */
const linkCertificate = async (accountId: string, subject: string): Promise<string> => {
  const { der } = await issueSelfSigned({ subject: `CN=${subject}` });
  const inventory = server.app.get(CertificateInventory, { strict: false });
  const certificateId = await inventory.register({ der, summary: summarize(parseCertificate(der)) });
  await server.sql(
    `insert into identifier (account_id, method_id, subject, label, certificate_id) values ($1, $2, $3, $3, $4)`,
    [accountId, await server.method(), subject, certificateId],
  );
  return certificateId;
};

describe("the export of a person's data", () => {
  it('is a JSON file with account, identifiers, sessions, applications and activity, and is itself an event', async () => {
    const accountId = await server.account({ username: 'ada', email: 'ada@example.test' });
    await linkCertificate(accountId, 'Ada');
    server.sessions.sessions.push({ accountId, id: 's1' });
    server.consents.give(accountId, 'wiki');
    await server.call({ accountId }, 'PATCH', '/me', { name: 'Ada L.' });

    const { status, headers, body } = await server.call({ accountId, sessionUid: 's1' }, 'GET', '/me/export');

    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe('attachment; filename="postern-account.json"');
    expect(body).toMatchObject({
      exportedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      account: { id: accountId, username: 'ada', name: 'Ada L.', email: 'ada@example.test' },
      identifiers: [{ label: 'Ada', certificate: { subject: 'CN=Ada' } }],
      sessions: [{ id: 's1', current: true }],
      applications: [{ clientId: 'wiki' }],
      activity: [{ type: 'account.exported' }, { type: 'account.updated' }],
    });
    expect(JSON.stringify(body)).not.toContain('argon2');
    expect(await server.events(accountId)).toEqual(['account.updated', 'account.exported']);
  });
});

describe('deleting the own account', () => {
  it('deletes identifiers, sessions, consents and certificates too, and records an event without a name', async () => {
    const accountId = await server.account({ username: 'bob', email: 'bob@example.test' });
    const certificateId = await linkCertificate(accountId, 'Bob');
    server.sessions.sessions.push({ accountId, id: 's2' });
    server.consents.give(accountId, 'wiki');

    const { status } = await server.call({ accountId }, 'POST', '/me/deletion', { password: testPassword });

    expect(status).toBe(204);
    expect(await server.sql('select 1 from account where id = $1', [accountId])).toEqual([]);
    expect(await server.sql('select 1 from identifier where account_id = $1', [accountId])).toEqual([]);
    expect(await server.sql('select 1 from certificate where id = $1', [certificateId])).toEqual([]);
    expect(await server.sessions.list(accountId, null)).toEqual([]);
    expect(await server.events(accountId)).toEqual(['account.deleted']);
    const [event] = await server.sql('select details from audit_event where account_id = $1', [accountId]);
    expect(event).toEqual({ details: {} });
    // Its username is free again.
    await server.account({ username: 'bob', email: 'bob@example.test' });
  });

  it('keeps a certificate that is used elsewhere', async () => {
    const accountId = await server.account();
    const other = await server.account();
    const certificateId = await linkCertificate(accountId, 'Shared');
    await server.sql(
      `insert into identifier (account_id, method_id, subject, label, certificate_id) values ($1, $2, 'x', 'x', $3)`,
      [other, await server.method(), certificateId],
    );

    await server.call({ accountId }, 'POST', '/me/deletion', { password: testPassword });

    expect(await server.sql('select 1 from certificate where id = $1', [certificateId])).toHaveLength(1);
  });

  it.each([
    ['without the password', {}],
    ['with a wrong one', { password: 'not the right one' }],
  ])('is refused %s', async (_, body) => {
    const accountId = await server.account();

    const answer = await server.call({ accountId }, 'POST', '/me/deletion', body);

    expect([answer.status, answer.body.code]).toEqual([422, 'password.current_wrong']);
    expect((await server.call({ accountId }, 'GET', '/me')).status).toBe(200);
  });

  it('needs a recent sign-in of people without a password', async () => {
    const accountId = await server.account({ password: null });
    const sixMinutesAgo = Date.now() - 6 * 60_000;

    const long = await server.call({ accountId, provedAt: sixMinutesAgo }, 'POST', '/me/deletion', {});
    const fresh = await server.call({ accountId }, 'POST', '/me/deletion', {});

    expect([long.status, long.body.code]).toEqual([403, 'session.too_old']);
    expect(fresh.status).toBe(204);
  });

  it('is not for the last owner', async () => {
    const accountId = await server.account({ role: 'owner' });
    const leave = () => server.call({ accountId }, 'POST', '/me/deletion', { password: testPassword });

    const alone = await leave();
    await server.account({ role: 'owner' });
    const withAnother = await leave();

    expect([alone.status, alone.body.code]).toEqual([409, 'account.last_owner']);
    expect(withAnother.status).toBe(204);
  });
});
