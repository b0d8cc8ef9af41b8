import { createHash, randomUUID } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { commitWhenAwaited } from '@postern/database/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NewAccountsFixture, startNewAccounts } from '../../testing/new-accounts.js';

let fixture: NewAccountsFixture;
let { server, holders, visit, claimsOf, eventsOf, accounts } = {} as NewAccountsFixture;

beforeAll(async () => {
  fixture = await startNewAccounts();
  ({ server, holders, visit, claimsOf, eventsOf, accounts } = fixture);
});
afterAll(() => fixture?.server.stop());
beforeEach(() => fixture.configure({ newAccounts: 'off' }));

const person = async (): Promise<string> => {
  const { body } = await server.manage('POST', 'users', { username: `user-${randomUUID()}`, name: 'Ada' });
  return (body as { id: string }).id;
};
const wait = (accountId: string, name: object) =>
  server.manage('POST', `users/${accountId}/awaited-identifiers`, { methodId: holders.methodId, ...name });
const waiting = async (accountId: string) =>
  (await server.manage('GET', `users/${accountId}/awaited-identifiers`)).body as { id: string; label: string }[];

const named = async () => {
  const [cn, upn] = [`Ada ${randomUUID()}`, `${randomUUID()}@corp.example`];
  const certificate = await holders.unlinked({
    subject: `CN=${cn}`,
    subjectAlternativeNames: [{ type: 'upn', value: upn }],
  });
  return { certificate, upn, issuer: 'CN=People', subject: `cn = ${cn.toUpperCase()}` };
};

describe('a certificate that an administrator has named', () => {
  it.each(['upn', 'issuer and subject', 'fingerprint'])('is linked when it is first presented: by %s', async (how) => {
    const [id, { certificate, upn, issuer, subject }] = [await person(), await named()];
    const name = { upn: { upn: upn.toUpperCase() }, 'issuer and subject': { issuer, subject } }[how];
    const { status } = await wait(
      id,
      name ?? { fingerprint: createHash('sha256').update(certificate.der).digest('hex'), issuer },
    );
    expect(status).toBe(201);
    expect(await waiting(id)).toHaveLength(1);

    expect((await claimsOf(await visit(certificate))).sub).toBe(id);

    expect(await waiting(id)).toEqual([]);
    expect((await claimsOf(await visit(certificate))).sub).toBe(id);
    expect(await eventsOf(id)).toEqual([
      ...['account.created', 'identifier.awaited', 'identifier.linked', 'sign_in.succeeded', 'sign_in.succeeded'],
    ]);
  });

  it('is linked once when presented twice at the same time, and another certificate with the name then belongs to nobody', async () => {
    const [id, { upn, certificate }] = [await person(), await named()];
    const other = await holders.unlinked({ subjectAlternativeNames: [{ type: 'upn', value: upn }] });
    await wait(id, { upn });

    const visits = await Promise.all([visit(certificate), visit(other)]);

    expect(visits.filter(({ code }) => code !== null)).toHaveLength(1);
    const [row] = await server.sql<{ count: number }>(
      'select count(*)::int as count from identifier where account_id = $1',
      [id],
    );
    expect(row!.count).toBe(1);
  });

  it('signs nobody in when two accounts await it, and stays awaited by both', async () => {
    const [one, two, { certificate, upn, issuer, subject }] = [await person(), await person(), await named()];
    await wait(one, { upn });
    await wait(two, { issuer, subject });

    expect((await visit(certificate)).page?.attempt?.code).toBe('certificate.ambiguous');
    expect([await waiting(one), await waiting(two)].map(({ length }) => length)).toEqual([1, 1]);
  });

  it('is awaited by one account only', async () => {
    const [one, two, { upn }] = [await person(), await person(), await named()];
    await wait(one, { upn });

    expect(await wait(two, { upn: upn.toUpperCase() })).toMatchObject({
      status: 409,
      body: { code: 'identifier.awaited_already' },
    });
  });

  it('belongs to nobody once it is no longer awaited', async () => {
    const [id, { certificate, upn }] = [await person(), await named()];
    await wait(id, { upn });
    const [awaited] = await waiting(id);

    expect((await server.manage('DELETE', `users/${id}/awaited-identifiers/${awaited!.id}`)).status).toBe(204);

    expect((await visit(certificate)).page?.attempt?.code).toBe('certificate.not_linked');
    expect(await eventsOf(id)).toContain('identifier.awaited_removed');
  });

  it('is not found by a name while a public CA is trusted and the issuer is not named', async () => {
    const [id, { certificate, upn }] = [await person(), await named()];
    await wait(id, { upn });
    const [{ params } = { params: {} }] = await server.sql<{ params: { trustAnchors?: string[] } }>(
      'select params from sign_in_method where id = $1',
      [holders.methodId],
    );
    const trust = (...anchors: readonly string[]) => fixture.configure({ trustAnchors: anchors });
    const own = params.trustAnchors ?? [];

    await trust(...own, rootCertificates[0]!);
    expect((await visit(certificate)).page?.attempt?.code).toBe('certificate.not_linked');
    await trust(...own);

    expect((await claimsOf(await visit(certificate))).sub).toBe(id);
  });

  it('lets no blocked account in, and gets no account of its own', async () => {
    await fixture.configure({ newAccounts: 'at_once' });
    const [id, { certificate, upn }] = [await person(), await named()];
    await wait(id, { upn });
    await server.manage('PATCH', `users/${id}`, { status: 'blocked' });
    const before = await accounts();

    expect((await visit(certificate)).page?.attempt?.code).toBe('certificate.account_blocked');
    expect(await accounts()).toBe(before);
    expect(await waiting(id)).toHaveLength(1);
  });

  it.each([{}, { upn: 'no at sign' }, { issuer: 'CN=x' }, { issuer: '=', subject: 'CN=y' }, { fingerprint: 'ab' }])(
    'needs a name: %j',
    async (name) => {
      expect((await wait(await person(), name)).status).toBe(422);
    },
  );

  it('cannot be named for an account above the role of the caller', async () => {
    const id = await person();
    await server.sql(`update account set role = 'owner' where id = $1`, [id]);

    expect((await wait(id, { upn: 'boss@corp.example' })).status).toBe(403);
  });

  it('cannot be named for an account that becomes an owner at the same moment', async () => {
    const id = await person();
    const promote = `update account set role = 'owner' where id = $1`;
    const { status } = await commitWhenAwaited(server.get(DataSource), promote, [id], () =>
      wait(id, { upn: `${randomUUID()}@corp.example` }),
    );

    expect(status).toBe(403);
    expect(await waiting(id)).toEqual([]);
  });
});
