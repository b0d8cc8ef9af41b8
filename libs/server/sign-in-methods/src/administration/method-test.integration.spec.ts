import { createTestDatabase, type TestDatabase } from '@postern/database/testing';
import type { TestApi } from '@postern/management/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createMethod, startMethodsApi } from '../../testing/index.js';
import { IdentifierLookup } from '../index.js';

describe('dry run of a method', () => {
  let database: TestDatabase;
  let api: TestApi;
  let id: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    api = await startMethodsApi(database.url);
    id = (await createMethod(api)).id;
  });
  afterAll(async () => {
    await api?.stop();
    await database?.drop();
  });
  afterEach(() => vi.restoreAllMocks());
  const test = (certificate: unknown, methodId = id) =>
    api.call('POST', `/api/v2/sign-in-methods/${methodId}/test`, { body: { certificate } });
  const ada = { id: 'a', username: 'ada', name: 'Ada' };
  const belongsToAda = (status: 'active' | 'blocked') =>
    vi.spyOn(api.get(IdentifierLookup), 'findOwner').mockResolvedValue({ ...ada, status });

  it('names rule, subject and account of a certificate that signs in', async () => {
    const find = belongsToAda('active');

    const { status, body } = await test('good');

    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ accepted: true, code: null, reason: null, certificate: { name: 'good' }, rule: 'certificate', account: ada },
      subject: expect.stringMatching(/^[\da-f]{64}$/),
    });
    expect(find).toHaveBeenCalledWith(expect.objectContaining({ methodId: id, subject: body.subject }));
  });

  it('says when an accepted certificate belongs to nobody, or to a blocked account', async () => {
    expect((await test('good')).body).toMatchObject({ accepted: true, code: 'certificate.not_linked', account: null });
    belongsToAda('blocked');
    expect((await test('good')).body).toMatchObject({
      accepted: true,
      code: 'certificate.account_blocked',
      account: ada,
    });
  });

  it('says why a certificate is refused, and shows it', async () => {
    expect((await test('expired')).body).toEqual({
      ...{
        accepted: false,
        code: 'certificate.expired',
        reason: 'since yesterday',
        certificate: { name: 'expired' },
        rule: 'certificate',
      },
      ...{ subject: null, account: null },
    });
  });

  it('refuses what is no certificate', async () => {
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
