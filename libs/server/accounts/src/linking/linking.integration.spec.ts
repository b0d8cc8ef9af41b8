import { createAuthority, issueCertificate, type Authority } from '@postern/dev-pki';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presented, TestServer } from '../../testing/index.js';

describe('linking from the profile', () => {
  let server: TestServer;
  let methodId: string;
  let authority: Authority;
  beforeAll(async () => {
    server = await TestServer.start();
    methodId = await server.method({ publicity: 'on_request' });
    authority = await createAuthority({ subject: 'CN=Test CA' });
  });
  afterAll(async () => {
    await server?.stop();
  });
  const post = (accountId: string, path: string, body: object) =>
    server.call({ accountId }, 'POST', `/me/${path}`, body);
  /** Comes back from the provider's origin. @returns the code */
  const present = (accountId: string, der: Uint8Array, method = methodId): string => {
    const code = randomUUID();
    server.handoffs.put(code, accountId, presented(method, der));
    return code;
  };

  it('offers methods that are on, public and linkable', async () => {
    const accountId = await server.account();
    await Promise.all([server.method({ enabled: false }), server.method({ isPublic: false })]);

    const { body } = await server.call({ accountId }, 'GET', '/me/linkable-methods');

    expect(body).toEqual([
      {
        id: methodId,
        type: 'mtls',
        name: 'mTLS',
        icon: 'data:image/svg+xml,%3Csvg%2F%3E',
        logoUrl: null,
        defaultPublicity: 'on_request',
      },
    ]);
  });

  it('starts with an address that carries a ticket for method and account', async () => {
    const accountId = await server.account();

    const { status, body } = await post(accountId, 'links', { methodId });
    const fresh = await post(accountId, 'links', { methodId, fresh: true });

    expect(status).toBe(201);
    const url = new URL(body.startUrl);
    expect(JSON.parse(url.searchParams.get('ticket')!)).toEqual({ methodId, accountId });
    expect([url.host, new URL(fresh.body.startUrl).host]).toEqual(['mtls.test', 'fresh.mtls.test']);
  });

  it('does not start with a method that is off, not public or unknown', async () => {
    const accountId = await server.account();
    const codes = await Promise.all(
      [await server.method({ enabled: false }), await server.method({ isPublic: false }), randomUUID()].map(
        async (id) => (await post(accountId, 'links', { methodId: id })).body.code,
      ),
    );

    expect(codes).toEqual(['sign_in_method.disabled', 'sign_in_method.disabled', 'sign_in_method.not_found']);
  });

  it('shows what would be linked and links it on confirmation', async () => {
    const accountId = await server.account();
    const { der } = await issueCertificate(authority, { subject: 'CN=Ada' });
    const code = present(accountId, der);

    const preview = await post(accountId, 'links/preview', { code });
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({
      ...{ method: { id: methodId, type: 'mtls', name: 'mTLS' }, problem: null, publicity: 'on_request', renews: null },
      certificate: { name: 'Ada', issuerName: 'Test CA' },
    });
    const confirmed = await post(accountId, 'links/confirm', { code, label: 'Card' });
    expect(confirmed.status).toBe(201);
    expect(confirmed.body).toMatchObject({ label: 'Card', publicity: 'on_request', state: 'valid' });
    expect((await post(accountId, 'links/confirm', { code })).body.code).toBe('handoff.invalid');
  });

  it('reports before and on confirmation that it is linked already', async () => {
    const [ada, bob] = [await server.account(), await server.account()];
    const { der } = await issueCertificate(authority, { subject: 'CN=Ada' });
    await post(ada, 'links/confirm', { code: present(ada, der) });

    for (const [accountId, problem] of [
      [ada, 'identifier.linked_to_you'],
      [bob, 'identifier.linked_to_another'],
    ] as const) {
      const code = present(accountId, der);
      expect((await post(accountId, 'links/preview', { code })).body.problem).toBe(problem);
      const { status, body } = await post(accountId, 'links/confirm', { code });
      expect([status, body.code]).toEqual([409, problem]);
      expect((await post(accountId, 'links/confirm', { code })).body.code).toBe('handoff.invalid');
    }
  });

  it('links nothing for an account other than the one that began', async () => {
    const [ada, bob] = [await server.account(), await server.account()];
    const { der } = await issueCertificate(authority, { subject: 'CN=Ada' });
    const code = present(ada, der);

    expect((await post(bob, 'links/preview', { code })).body.code).toBe('handoff.wrong_account');
    expect((await post(bob, 'links/confirm', { code })).body.code).toBe('handoff.wrong_account');
    expect((await server.call({ accountId: bob }, 'GET', '/me/identifiers')).body).toEqual([]);
  });

  it('links nothing by a method that was disabled in the meantime, and consumes the code', async () => {
    const accountId = await server.account();
    const method = await server.method();
    const { der } = await issueCertificate(authority, { subject: 'CN=Ada' });
    const code = present(accountId, der, method);
    await server.sql('update sign_in_method set enabled = false where id = $1', [method]);

    expect((await post(accountId, 'links/preview', { code })).body.problem).toBe('sign_in_method.disabled');
    expect((await post(accountId, 'links/confirm', { code })).body.code).toBe('sign_in_method.disabled');
    expect((await post(accountId, 'links/confirm', { code })).body.code).toBe('handoff.invalid');
    expect(await server.events(accountId)).toEqual(['identifier.link_refused sign_in_method.disabled']);
  });

  describe('a renewed certificate', () => {
    it('carries label and publicity over: same subject by the same issuer', async () => {
      const accountId = await server.account();
      const subject = 'CN=Ada,O=Example';
      const old = await issueCertificate(authority, { subject });
      const first = (
        await post(accountId, 'links/confirm', {
          code: present(accountId, old.der),
          label: 'Work',
          publicity: 'public',
        })
      ).body;
      const code = present(accountId, (await issueCertificate(authority, { subject })).der);

      const { body } = await post(accountId, 'links/preview', { code });
      expect(body).toMatchObject({ publicity: 'public', renews: { id: first.id, label: 'Work' } });
      const confirmed = await post(accountId, 'links/confirm', { code });
      expect(confirmed.body).toMatchObject({ label: 'Work', publicity: 'public' });
    });

    it('carries over: same key, another name', async () => {
      const accountId = await server.account();
      const old = await issueCertificate(authority, { subject: 'CN=Ada Byron' });
      await post(accountId, 'links/confirm', { code: present(accountId, old.der), label: 'Work' });
      const renewed = await issueCertificate(authority, { subject: 'CN=Ada Lovelace', keys: old.keys });

      const confirmed = await post(accountId, 'links/confirm', {
        code: present(accountId, renewed.der),
        publicity: 'private',
      });

      expect(confirmed.body).toMatchObject({ label: 'Work', publicity: 'private' });
    });

    it("does not: same subject by another issuer, or somebody else's certificate", async () => {
      const [ada, bob] = [await server.account(), await server.account()];
      const subject = 'CN=Ada,O=Elsewhere';
      await post(ada, 'links/confirm', {
        code: present(ada, (await issueCertificate(authority, { subject })).der),
        label: 'Work',
      });
      const foreign = await createAuthority({ subject: 'CN=Foreign CA' });

      const other = await post(ada, 'links/preview', {
        code: present(ada, (await issueCertificate(foreign, { subject })).der),
      });
      const strange = await post(bob, 'links/preview', {
        code: present(bob, (await issueCertificate(authority, { subject })).der),
      });

      expect([other.body.renews, strange.body.renews]).toEqual([null, null]);
    });
  });
});
