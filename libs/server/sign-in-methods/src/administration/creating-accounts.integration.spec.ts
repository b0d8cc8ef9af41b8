import type { ManagementScope } from '@postern/contracts';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMethod, startMethodsApi } from '../../testing/index.js';

const group = '00000000-0000-4000-8000-000000000001';

describe('a method that creates accounts', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startMethodsApi();
  });
  afterAll(() => api?.stop());

  const token = (scopes: readonly ManagementScope[]) => api.tokens.issue({ accountId: null, role: null, scopes });
  const change = async (params: object, scopes: readonly ManagementScope[]) => {
    const { id } = await createMethod(api, {});
    return api.call('PATCH', `/api/v2/sign-in-methods/${id}`, {
      body: { params },
      token: token(['update:sign_in_methods', ...scopes]),
    });
  };

  it('needs the scope to create users, and to change groups where there are any', async () => {
    const refused = { status: 403, body: { code: 'token.exceeds_own_rights' } };

    expect(await change({ creates: [] }, [])).toMatchObject(refused);
    expect(await change({ creates: [group] }, ['create:users'])).toMatchObject(refused);
    expect(await change({ creates: [] }, ['create:users'])).toMatchObject({ status: 200 });
    expect(await change({ creates: [group] }, ['create:users', 'update:groups'])).toMatchObject({ status: 200 });
    const joining = { creates: [], joins: group };
    expect(await change(joining, ['create:users', 'update:groups'])).toMatchObject(refused);
    expect(await change(joining, ['create:users', 'update:organizations'])).toMatchObject({ status: 200 });
    expect(await change({ trustAnchors: ['x'] }, [])).toMatchObject({ status: 200 });
  });

  it('needs them for any change of what accounts are made from, and for a new method', async () => {
    const { id } = await createMethod(api, { params: { creates: [] } });
    const body = { params: { trustAnchors: ['mine'] } };
    const input = { type: 'card', name: 'Card', params: { creates: [] } };

    expect(
      await api.call('PATCH', `/api/v2/sign-in-methods/${id}`, { body, token: token(['update:sign_in_methods']) }),
    ).toMatchObject({ status: 403 });
    expect(
      await api.call('POST', '/api/v2/sign-in-methods', { body: input, token: token(['create:sign_in_methods']) }),
    ).toMatchObject({ status: 403 });
  });
});
