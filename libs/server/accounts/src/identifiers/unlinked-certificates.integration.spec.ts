import { issueSelfSigned } from '@postern/dev-pki';
import type { Identifier, UnlinkedCertificate } from '@postern/contracts';
import { parseCertificate, summarize } from '@postern/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';
import { UnlinkedCertificates } from './unlinked-certificates.js';

describe('certificates that people use and have not linked', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server?.stop());

  const presented = async (notAfter?: Date) => {
    const { der } = await issueSelfSigned({ subject: 'CN=Ada', ...(notAfter && { notAfter }) });
    return { der, summary: summarize(parseCertificate(der)) };
  };
  const listOf = async (accountId: string, of = 'unlinked-certificates') =>
    (await server.call({ accountId }, 'GET', `/me/${of}`)).body as UnlinkedCertificate[];
  const signedIn = (accountId: string, sha256: string, address: string) =>
    server.sql(
      `insert into audit_event (type, account_id, address, user_agent, details)
       values ('sign_in.succeeded', $1, $2, 'Firefox', jsonb_build_object('sha256', $3::text))`,
      [accountId, address, sha256],
    );

  it('are listed for the person, with the browser and address of the last sign-in, and part of their data', async () => {
    const [accountId, stranger] = [await server.account(), await server.account()];
    const methodId = await server.method();
    const certificate = await presented();
    const { sha256 } = certificate.summary;
    server.app.get(UnlinkedCertificates).note({ accountId, methodId, certificate });
    await signedIn(accountId, sha256, '192.0.2.1');
    await signedIn(accountId, sha256, '192.0.2.2');
    await signedIn(stranger, sha256, '192.0.2.3');

    await expect.poll(() => listOf(accountId)).toHaveLength(1);

    const [found] = await listOf(accountId);
    expect(found).toMatchObject({
      ...{ method: { id: methodId }, certificate: { name: 'Ada', sha256 }, state: 'valid' },
      lastUse: { address: '192.0.2.2', userAgent: 'Firefox' },
    });
    expect(await listOf(stranger)).toEqual([]);
    const exported = await server.call({ accountId }, 'GET', '/me/export');
    expect(JSON.stringify(exported.body)).toContain(sha256);
  });

  it('are written once an hour, and not for an account that is gone', async () => {
    const [accountId, gone] = [await server.account(), crypto.randomUUID()];
    const methodId = await server.method();
    const certificate = await presented();
    const uses = server.app.get(UnlinkedCertificates);
    const at = new Date('2026-01-01T10:00:00Z');
    uses.note({ accountId: gone, methodId, certificate: await presented() }, at);
    uses.note({ accountId, methodId, certificate }, at);
    await expect.poll(async () => (await listOf(accountId))[0]?.lastUsedAt).toBe(at.toISOString());

    uses.note({ accountId, methodId, certificate }, new Date('2026-01-01T10:59:00Z'));
    uses.note({ accountId, methodId, certificate: await presented() }, at);
    await expect.poll(() => listOf(accountId)).toHaveLength(2);
    expect((await listOf(accountId)).map(({ lastUsedAt }) => lastUsedAt)).toEqual([at.toISOString(), at.toISOString()]);
    expect(await server.sql('select 1 from unlinked_certificate where account_id = $1', [gone])).toEqual([]);
  });

  it('have facts as linked ones do', async () => {
    const accountId = await server.account();
    const methodId = await server.method();
    const { der, summary } = await presented();
    const [stored] = await server.sql<{ id: string }>(
      `insert into certificate (sha256, der, summary, not_before, not_after) values (sha256($1), $1, $2, now(), now() + interval '1 year') returning id`,
      [Buffer.from(der), JSON.stringify(summary)],
    );
    await server.sql(
      `insert into identifier (account_id, method_id, subject, label, certificate_id) values ($1, $2, 'x', 'Card', $3)`,
      [accountId, methodId, stored!.id],
    );
    await signedIn(accountId, summary.sha256, '192.0.2.9');

    const [identifier] = (await listOf(accountId, 'identifiers')) as unknown as Identifier[];

    expect(identifier).toMatchObject({ label: 'Card', lastUse: { address: '192.0.2.9', userAgent: 'Firefox' } });
  });
});
