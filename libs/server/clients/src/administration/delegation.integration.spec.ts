import { createAuthority, issueSelfSigned } from '@postern/dev-pki';
import { type TestApi } from '@postern/management/testing';
import type { ManagementScope } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, startClientsApi } from '../../testing/index.js';

describe('a program that may write applications', () => {
  let api: TestApi;
  let strong: string;
  beforeAll(async () => {
    api = await startClientsApi();
    strong = await machine(['read:users', 'update:clients']);
  });
  afterAll(() => api?.stop());

  const machine = async (scopes: readonly ManagementScope[]): Promise<string> => {
    const { client_id } = await createClient(api, {
      name: 'Machine',
      app_type: 'non_interactive',
      redirect_uris: [],
      scopes,
    });
    return client_id;
  };
  const as = (...scopes: ManagementScope[]) => api.tokens.issue({ clientId: 'robot', scopes });
  const call = async (token: string, method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: object) => {
    const answer = await api.call(method, `/api/v2${path}`, { token, body });
    return [answer.status, answer.body?.code];
  };
  const beyond = [403, 'token.exceeds_own_rights'];

  it('cannot give a new application a scope that it lacks', async () => {
    const token = as('create:clients');
    const body = (scopes: readonly string[]) => ({ name: 'Child', app_type: 'non_interactive', scopes });

    expect(await call(token, 'POST', '/clients', body(['create:clients', 'read:users']))).toEqual(beyond);
    expect((await call(token, 'POST', '/clients', body(['create:clients'])))[0]).toBe(201);
  });

  it('names the scopes that it lacks', async () => {
    const body = { name: 'Child', app_type: 'non_interactive', scopes: ['read:users'] };
    const answer = await api.call('POST', '/api/v2/clients', { token: as('create:clients'), body });

    expect(answer.body.errors).toEqual([{ path: 'scopes', message: expect.stringContaining('read:users') }]);
  });

  it('cannot change an application that has scopes it lacks', async () => {
    const { pem } = await issueSelfSigned({ subject: 'CN=Mallory' });
    const value = pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
    const credential = { credential_type: 'x509_cert', name: 'Mine', pem };
    const attempts = [
      ['PATCH', `/clients/${strong}`, { scopes: [] }, 'update:clients'],
      ['PATCH', `/clients/${strong}`, { name: 'Mine' }, 'update:clients'],
      ['POST', `/clients/${strong}/rotate-secret`, {}, 'update:clients'],
      ['DELETE', `/clients/${strong}`, undefined, 'delete:clients'],
      ['POST', `/clients/${strong}/credentials`, credential, 'create:client_credentials'],
      [
        'PUT',
        `/clients/${strong}/key-credentials`,
        { keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', value }] },
        'update:client_keys',
      ],
    ] as const;

    for (const [method, path, body, scope] of attempts) {
      expect(await call(as(scope), method, path, body), `${method} ${path}`).toEqual(beyond);
    }
    expect(
      (await call(as('update:clients', 'read:users'), 'PATCH', `/clients/${strong}`, { name: 'Renamed' }))[0],
    ).toBe(200);
  });

  it('cannot give itself more scopes', async () => {
    const own = await machine(['update:clients']);
    const token = api.tokens.issue({ clientId: own, scopes: ['update:clients'] });

    expect(await call(token, 'PATCH', `/clients/${own}`, { scopes: ['update:clients', 'update:users'] })).toEqual(
      beyond,
    );
  });

  it('cannot add a CA that could issue certificates for a more powerful application', async () => {
    const { pem } = await createAuthority({ subject: 'CN=Mallory CA' });
    const named = {
      tls_client_auth: { credentials: [{ credential_type: 'cert_subject_dn', subject_dn: 'CN=machine' }] },
    };
    const made = await api.call('POST', '/api/v2/clients', {
      body: {
        name: 'By name',
        app_type: 'non_interactive',
        scopes: ['read:users'],
        client_authentication_methods: named,
      },
    });
    expect(made.status).toBe(201);

    expect(await call(as('update:tenant_settings'), 'POST', '/client-trust-anchors', { pem })).toEqual(beyond);
    expect((await call(as('update:tenant_settings', 'read:users'), 'POST', '/client-trust-anchors', { pem }))[0]).toBe(
      201,
    );
  });

  it('grants scopes of an API that it administers or has itself', async () => {
    const identifier = 'https://api.test/orders';
    const scopes = [{ value: 'read' }, { value: 'write' }];
    await api.call('POST', '/api/v2/resource-servers', { body: { name: 'Orders', identifier, scopes } });
    const robot = await machine(['create:client_grants']);
    const other = await machine([]);
    const token = api.tokens.issue({ clientId: robot, scopes: ['create:client_grants'] });
    const grant = (client_id: string, scope: string[]) => ({ client_id, audience: identifier, scope });

    expect(await call(token, 'POST', '/client-grants', grant(robot, ['read']))).toEqual(beyond);
    expect(await call(token, 'POST', '/client-grants', grant(other, ['read']))).toEqual(beyond);
    expect((await api.call('POST', '/api/v2/client-grants', { body: grant(robot, ['read']) })).status).toBe(201);
    expect(await call(token, 'POST', '/client-grants', grant(other, ['read', 'write']))).toEqual(beyond);
    expect((await call(token, 'POST', '/client-grants', grant(other, ['read'])))[0]).toBe(201);
  });

  it('cannot change existing APIs because it may create new ones', async () => {
    const identifier = 'https://api.test/payroll';
    await api.call('POST', '/api/v2/resource-servers', {
      body: { name: 'Payroll', identifier, scopes: [{ value: 'pay' }] },
    });
    const robot = await machine(['create:client_grants']);
    const body = { client_id: robot, audience: identifier, scope: ['pay'] };
    const maker = api.tokens.issue({ clientId: robot, scopes: ['create:client_grants', 'create:resource_servers'] });
    const administrator = api.tokens.issue({
      clientId: robot,
      scopes: ['create:client_grants', 'update:resource_servers'],
    });

    expect(await call(maker, 'POST', '/client-grants', body)).toEqual(beyond);
    expect((await call(administrator, 'POST', '/client-grants', body))[0]).toBe(201);
  });

  it('cannot allow acting for people at an API that it cannot grant', async () => {
    const identifier = 'https://api.test/letters';
    await api.call('POST', '/api/v2/resource-servers', {
      body: { name: 'Letters', identifier, scopes: [{ value: 'send' }] },
    });
    const robot = await machine(['update:client_grants']);
    const { body: grant } = await api.call('POST', '/api/v2/client-grants', {
      body: { client_id: robot, audience: identifier, scope: ['send'] },
    });
    const token = api.tokens.issue({ clientId: robot, scopes: ['update:client_grants'] });
    const change = (body: object) => call(token, 'PATCH', `/client-grants/${grant.id}`, body);

    expect(await change({ on_behalf_of: true })).toEqual(beyond);
    expect((await change({ on_behalf_of: false }))[0]).toBe(200);
  });
});

describe('an application that people sign in to', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startClientsApi();
  });
  afterAll(() => api?.stop());

  it('gets no administrative scopes, whoever registers it', async () => {
    const body = {
      name: 'Console',
      app_type: 'spa',
      redirect_uris: ['https://app.test/cb'],
      scopes: ['openid', 'update:users'],
    };
    const refused = await api.call('POST', '/api/v2/clients', { body });

    expect(refused).toMatchObject({ status: 422, body: { code: 'client.invalid_metadata' } });
    expect(refused.body.errors).toEqual([{ path: 'scopes.1', message: expect.stringContaining('update:users') }]);
  });
});
