import { randomUUID } from 'node:crypto';
import { commitWhenAwaited } from '@postern/database/testing';
import { issueSelfSigned } from '@postern/dev-pki';
import type { PresentedIdentifier } from '@postern/provider-kit';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presented, testActor, TestServer } from '../../testing/index.js';
import { identifierMatch } from '../identifier-match.js';
import { IdentifierLinks } from './identifier-links.js';

const anybody = testActor();

describe('linking an identifier', () => {
  let server: TestServer;
  let links: IdentifierLinks;
  let methodId: string;
  beforeAll(async () => {
    server = await TestServer.start();
    links = server.app.get(IdentifierLinks);
    methodId = await server.method();
  });
  afterAll(async () => {
    await server?.stop();
  });
  const certificate = async (subject = 'CN=Ada') => (await issueSelfSigned({ subject })).der;
  const link = (accountId: string, der: Uint8Array, label?: string) =>
    links.link({
      accountId,
      methodId,
      identifier: presented(methodId, der),
      label,
      publicity: 'private',
      actor: anybody,
    });
  const countOf = async (table: string) =>
    (await server.sql<{ count: number }>(`select count(*)::int as count from ${table}`))[0]!.count;

  it('makes the account findable by its subject', async () => {
    const accountId = await server.account();
    const der = await certificate();

    const identifier = await link(accountId, der);

    expect(identifier).toMatchObject({
      method: { id: methodId, type: 'mtls', name: 'mTLS', icon: 'data:image/svg+xml,%3Csvg%2F%3E', logoUrl: null },
      ...{ label: 'Ada', publicity: 'private', state: 'valid', lastUsedAt: null },
      certificate: { name: 'Ada', key: 'EC P-256' },
    });
    expect(await links.find(presented(methodId, der))).toEqual({
      identifierId: identifier.id,
      accountId,
      status: 'active',
    });
    expect(await links.find(presented(randomUUID(), der))).toBeUndefined();
    expect(await server.events(accountId)).toEqual(['identifier.linked']);
  });

  it('links a certificate to exactly one of 20 accounts that link it at once', async () => {
    const der = await certificate();
    const accounts = await Promise.all(Array.from({ length: 20 }, () => server.account({ password: null })));

    const outcomes = await Promise.allSettled(accounts.map((accountId) => link(accountId, der)));

    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(refused.map(({ status, code }) => [status, code])).toEqual(
      Array(19).fill([409, 'identifier.linked_to_another']),
    );
    const events = (await Promise.all(accounts.map((id) => server.events(id)))).flat().sort();
    expect(events).toEqual([
      ...Array(19).fill('identifier.link_refused identifier.linked_to_another'),
      'identifier.linked',
    ]);
  });

  it('links once when one account links it 20 times at once', async () => {
    const der = await certificate();
    const accountId = await server.account();

    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => link(accountId, der)));

    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason.code);
    expect(refused).toEqual(Array(19).fill('identifier.linked_to_you'));
  });

  it('refuses an identifier if any of its subjects is linked already', async () => {
    const owner = await server.account();
    const other = await server.account();
    const ada = { subject: `s:${randomUUID()}`, alias: `a:${randomUUID()}`, formerSubject: `f:${randomUUID()}` };
    const linkAs = (accountId: string, der: Uint8Array, subjects: Partial<PresentedIdentifier>) =>
      links.link({
        ...{ accountId, methodId, publicity: 'private', actor: anybody },
        identifier: { ...presented(methodId, der), ...subjects },
      });
    const rekeyed = { subject: `s:${randomUUID()}`, alias: ada.alias };
    const newRoot = { subject: ada.subject, alias: `a:${randomUUID()}` };
    const before = { subject: ada.formerSubject };

    for (const first of [ada, before]) {
      const { id } = await linkAs(owner, await certificate(), first);
      const certificates = await countOf('certificate');
      for (const again of first === before ? [ada] : [ada, rekeyed, newRoot]) {
        const der = await certificate();
        await expect(linkAs(other, der, again)).rejects.toMatchObject({ code: 'identifier.linked_to_another' });
        await expect(linkAs(owner, der, again)).rejects.toMatchObject({ code: 'identifier.linked_to_you' });
      }
      expect(await countOf('certificate')).toBe(certificates);
      await server.sql('delete from identifier where id = $1', [id]);
    }
  });

  it('links one of 20 accounts whose certificates name the same person below one root, all at once', async () => {
    const alias = `a:${randomUUID()}`;
    const accounts = await Promise.all(Array.from({ length: 20 }, () => server.account({ password: null })));
    const identifiers = await Promise.all(
      accounts.map(async () => ({ ...presented(methodId, await certificate()), subject: `s:${randomUUID()}`, alias })),
    );

    const outcomes = await Promise.allSettled(
      accounts.map((accountId, index) =>
        links.link({ accountId, methodId, identifier: identifiers[index]!, publicity: 'private', actor: anybody }),
      ),
    );

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason.code);
    expect(refused).toEqual(Array(19).fill('identifier.linked_to_another'));
  });

  it('writes nothing at all when it refuses', async () => {
    const before = await Promise.all(['certificate', 'identifier'].map(countOf));

    await expect(link(randomUUID(), await certificate())).rejects.toMatchObject({
      code: 'account.not_found',
      status: 404,
    });
    const gone = randomUUID();
    const der = await certificate();
    const identifier = presented(gone, der);
    const accountId = await server.account();
    await expect(
      links.link({ accountId, methodId: gone, identifier, publicity: 'private', actor: anybody }),
    ).rejects.toMatchObject({ code: 'sign_in_method.not_found', status: 404 });

    expect(await Promise.all(['certificate', 'identifier'].map(countOf))).toEqual(before);
    expect(await server.events(accountId)).toEqual([]);
  });

  describe('with proofs', () => {
    const provedNow = () => ({ at: String(Date.now() / 1000), mark: null });
    /** @returns how a link with these proofs ends while somebody else changes something, and commits only when the link waits */
    const linkDuring = async (change: string, parameter: string, accountId: string, method: string) => {
      const der = await certificate(`CN=${randomUUID()}`);
      const proofs = [{ ...provedNow(), methodId: method }];
      const identifier = presented(methodId, der);
      return commitWhenAwaited(server.app.get(DataSource), change, [parameter], () =>
        links.link({ accountId, methodId, identifier, publicity: 'private', actor: anybody, proofs }).then(
          () => 'linked',
          (error: { code: string }) => error.code,
        ),
      );
    };

    it('is refused when proofs of the account end at the same moment; only the event is stored', async () => {
      const accountId = await server.account({ password: null });
      const before = await countOf('certificate');

      const end = 'update account set proofs_before = now() where id = $1';
      expect(await linkDuring(end, accountId, accountId, methodId)).toBe('sign_in.ended');

      expect(await countOf('certificate')).toBe(before);
      expect(await server.events(accountId)).toEqual(['identifier.link_refused sign_in.ended']);
    });

    it('is refused when the account is blocked, or one of the methods switched off, at the same moment', async () => {
      const accountId = await server.account({ password: null });
      const block = `update account set status = 'blocked' where id = $1`;
      expect(await linkDuring(block, accountId, accountId, methodId)).toBe('sign_in.ended');

      const other = await server.account({ password: null });
      const method = await server.method();
      const off = `with waited as materialized (select pg_advisory_xact_lock(hashtextextended($1::text, 0)))
        update sign_in_method set enabled = false from waited where id = $1::uuid`;
      expect(await linkDuring(off, method, other, method)).toBe('sign_in.ended');
    });

    it('links when nothing changed, or the change was taken back', async () => {
      const accountId = await server.account({ password: null });
      expect(await linkDuring('update account set name = name where id = $1', accountId, accountId, methodId)).toBe(
        'linked',
      );
    });
  });

  it('makes a label for display from any name in the certificate', async () => {
    const accountId = await server.account();
    const identifier = { ...presented(methodId, await certificate()), label: `\u202e ${'ab\0\n'.repeat(100)}` };

    const { label } = await links.link({ accountId, methodId, identifier, publicity: 'private', actor: anybody });

    expect(label).toMatch(/^ab ab .*ab$/);
    expect([...label].length).toBeLessThanOrEqual(200);
  });

  it('finds its subjects by their indexes, among many identifiers', async () => {
    await server.sql(
      `with many as (
         insert into account (username, name) select 'many-' || n, 'Many' from generate_series(1, 20000) n returning id
       ) insert into identifier (account_id, method_id, subject, label) select id, $1, 's:' || id, 'card' from many`,
      [methodId],
    );
    await server.sql('analyze identifier');
    const match = identifierMatch({ method: '$1::uuid', subject: '$2', alias: '$3', former: '$4' });

    const plan = await server.sql<{ 'QUERY PLAN': string }>(`explain (costs off) ${match}`, [methodId, 's', 'a', 'f']);

    const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(lines).toContain('identifier_method_subject');
    expect(lines).toContain('identifier_method_alias');
    expect(lines).not.toContain('Seq Scan');
  });
});
