import type { TestApi } from '@postern/management/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createMethod, startMethodsApi } from '../../testing/index.js';
import { type FoundAccount, IdentifierLookup } from '../index.js';

describe('dry run of a method', () => {
  let api: TestApi;
  let id: string;
  beforeAll(async () => {
    api = await startMethodsApi();
    id = (await createMethod(api)).id;
  });
  afterAll(() => api?.stop());
  afterEach(() => vi.restoreAllMocks());
  const test = (certificate: unknown, methodId = id) =>
    api.call('POST', `/api/v2/sign-in-methods/${methodId}/test`, { body: { certificate } });
  const ada = { id: 'a', username: 'ada', name: 'Ada' };
  const finds = (status: 'active' | 'blocked', ...others: readonly Partial<FoundAccount>[]) => {
    const one: FoundAccount = {
      account: { ...ada, status },
      ...({ source: 'certificate', field: 'linked', affinity: 'high' } as const),
      ...{ rank: 0, kept: false, code: null, acr: null },
    };
    return vi
      .spyOn(api.get(IdentifierLookup), 'find')
      .mockResolvedValue([[one, ...others.map((other) => ({ ...one, ...other }))]]);
  };

  it('names the account of a certificate that signs in, and the level', async () => {
    const find = finds('active');

    const { status, body } = await test('good');

    expect(status).toBe(200);
    expect(body).toEqual({
      ...{
        accepted: true,
        code: null,
        reason: null,
        judgement: null,
        certificate: { name: 'good' },
        rules: [],
        account: ada,
      },
      acr: 'urn:test:card',
    });
    expect(find).toHaveBeenCalledWith([expect.objectContaining({ methodId: id })]);
  });

  it('reports an accepted certificate without an account or with a blocked one', async () => {
    expect((await test('good')).body).toMatchObject({ accepted: true, code: 'certificate.not_linked', account: null });
    finds('blocked');
    expect((await test('good')).body).toMatchObject({
      accepted: true,
      code: 'certificate.account_blocked',
      account: ada,
      acr: null,
    });
  });

  it('names no account where the first rule finds two', async () => {
    const eve = { id: 'e', username: 'eve', name: 'Eve', status: 'active' } as const;
    finds('active', { account: eve });
    expect((await test('good')).body).toMatchObject({ code: 'certificate.ambiguous', account: null });

    finds('active', { account: eve, rank: 2 });
    expect((await test('good')).body).toMatchObject({ code: null, account: ada });
  });

  it('tries settings that are not stored', async () => {
    const tried = await api.call('POST', `/api/v2/sign-in-methods/${id}/test`, {
      body: { certificate: 'good', params: { trustAnchors: ['nobody'] } },
    });

    expect(tried.body).toMatchObject({ accepted: false, code: 'certificate.untrusted' });
    expect((await test('good')).body).toMatchObject({ accepted: true });
  });

  it('shows a refused certificate with the reason', async () => {
    expect((await test('expired')).body).toEqual({
      ...{ accepted: false, code: 'certificate.expired', reason: 'since yesterday', certificate: { name: 'expired' } },
      ...{ judgement: null, rules: [], account: null, acr: null },
    });
  });

  it('refuses a text that is no certificate', async () => {
    expect(await test('private key')).toMatchObject({ status: 422, body: { code: 'certificate.private_key_given' } });
    expect(await test('')).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
  });

  it('does not work for methods without certificates', async () => {
    const [{ id: password } = { id: '' }] = await api.sql<{ id: string }>(
      'select id from sign_in_method where built_in',
    );

    expect(await test('good', password)).toMatchObject({ status: 422, body: { errors: [{ path: 'certificate' }] } });
  });
});
