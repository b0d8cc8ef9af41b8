import { issueSelfSigned } from '@postern/dev-pki';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { presented, testActor, TestServer } from '../../testing/index.js';
import { IdentifierLinks } from './identifier-links.js';

describe('removing an identifier', () => {
  let server: TestServer;
  let methodId: string;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(async () => {
    await server?.stop();
  });
  beforeEach(async () => {
    methodId = await server.method();
  });
  const link = async (accountId: string, method = methodId, notAfter?: Date): Promise<string> => {
    const { der } = await issueSelfSigned({ subject: 'CN=Ada', notAfter });
    const identifier = presented(method, der);
    const actor = testActor(accountId);
    const links = server.app.get(IdentifierLinks);
    return (await links.link({ accountId, methodId: method, identifier, publicity: 'private', actor })).id;
  };
  const remove = async (accountId: string, id: string) => {
    const { status, body } = await server.call({ accountId }, 'DELETE', `/me/identifiers/${id}`);
    return body?.code ?? status;
  };

  it('takes it off the account and ends the sessions that came through it', async () => {
    const accountId = await server.account();
    const [first, second] = [await link(accountId), await link(accountId)];
    server.sessions.sessions = [
      { id: 's1', accountId, identifierId: first },
      { id: 's2', accountId, identifierId: second },
      { id: 's3', accountId },
    ];

    expect(await remove(accountId, first)).toBe(204);

    expect(server.sessions.sessions.map(({ id }) => id)).toEqual(['s2', 's3']);
    expect(await remove(accountId, first)).toBe('identifier.not_found');
    expect(await server.events(accountId)).toEqual(['identifier.linked', 'identifier.linked', 'identifier.unlinked']);
  });

  it('frees the certificate for another account', async () => {
    const { der } = await issueSelfSigned({ subject: 'CN=Ada' });
    const [ada, bob] = [await server.account(), await server.account()];
    const links = server.app.get(IdentifierLinks);
    const linkTo = (accountId: string) =>
      links.link({
        ...{ accountId, methodId, identifier: presented(methodId, der), publicity: 'private' as const },
        actor: testActor(accountId),
      });
    const { id } = await linkTo(ada);

    await expect(linkTo(bob)).rejects.toMatchObject({ code: 'identifier.linked_to_another' });
    expect(await remove(ada, id)).toBe(204);
    await expect(linkTo(bob)).resolves.toMatchObject({ label: 'Ada' });
  });

  it('is refused for identifiers of other people', async () => {
    const [owner, stranger] = [await server.account(), await server.account()];
    const id = await link(owner);

    expect(await remove(stranger, id)).toBe('identifier.not_found');
    expect(await remove(stranger, 'not-an-id')).toBe('identifier.not_found');
  });

  it('is refused for the last way to sign in', async () => {
    const accountId = await server.account({ password: null });
    const [first, second] = [await link(accountId), await link(accountId)];

    expect(await remove(accountId, first)).toBe(204);
    expect(await remove(accountId, second)).toBe('identifier.last_way_to_sign_in');
  });

  it('ignores ways that do not work: a disabled method, an expired certificate', async () => {
    const accountId = await server.account({ password: null });
    const off = await server.method({ enabled: false });
    const [good] = [
      await link(accountId),
      await link(accountId, off),
      await link(accountId, methodId, new Date(Date.now() - 1000)),
    ];

    expect(await remove(accountId, good)).toBe('identifier.last_way_to_sign_in');
  });

  it('counts the password only while the built-in method is on', async () => {
    const accountId = await server.account();
    const id = await link(accountId);
    await server.sql(`update sign_in_method set enabled = false where type = 'password'`);

    expect(await remove(accountId, id)).toBe('identifier.last_way_to_sign_in');

    await server.sql(`update sign_in_method set enabled = true where type = 'password'`);
    expect(await remove(accountId, id)).toBe(204);
  });

  it('leaves one identifier when several are removed at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const accountId = await server.account({ password: null });
      const ids = [];
      for (let index = 0; index < 6; index += 1) ids.push(await link(accountId));

      const outcomes = await Promise.all(ids.map((id) => remove(accountId, id)));

      expect(outcomes.sort()).toEqual([...Array(5).fill(204), 'identifier.last_way_to_sign_in']);
    }
  });

  it('an identifier is renamed and given another publicity without the rest changing', async () => {
    const accountId = await server.account();
    const id = await link(accountId);
    const change = (body: object) => server.call({ accountId }, 'PATCH', `/me/identifiers/${id}`, body);

    expect((await change({ label: ' Work card ' })).body).toMatchObject({
      id,
      label: 'Work card',
      publicity: 'private',
    });
    expect((await change({ publicity: 'public' })).body).toMatchObject({ label: 'Work card', publicity: 'public' });
    for (const body of [
      { label: '' },
      { label: 'x'.repeat(201) },
      { label: 'a\u0007b' },
      { publicity: 'all' },
      { subject: 'x' },
    ]) {
      expect((await change(body)).body.code).toBe('request.invalid');
    }
    const stranger = await server.account();
    const refused = await server.call({ accountId: stranger }, 'PATCH', `/me/identifiers/${id}`, { label: 'mine' });
    expect(refused.body.code).toBe('identifier.not_found');
    const { body } = await server.call({ accountId }, 'GET', '/me/identifiers');
    expect(body).toMatchObject([{ id, label: 'Work card', publicity: 'public', certificate: { name: 'Ada' } }]);
  });
});
