import { hash } from '@node-rs/argon2';
import { TooManyRequestsError } from '@postern/errors';
import type { MethodInstance, PasswordStore } from '@postern/provider-kit';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Argon2PasswordHasher } from './argon2-password-hasher.js';
import { PasswordPolicy } from './password-policy.js';
import { PasswordConfig } from './password.config.js';
import { PasswordProvider } from './password.provider.js';

const right = 'velvet otter grinds';
const method = {
  id: 'm',
  type: 'password',
  name: 'Password',
  enabled: true,
  public: false,
  params: {},
} satisfies MethodInstance;

describe('password provider', () => {
  const hasher = new Argon2PasswordHasher(new PasswordPolicy(new PasswordConfig()));
  const proof = { at: '1764480000.000000', mark: null };
  let goodHash: string;
  let store: { [K in keyof PasswordStore]: ReturnType<typeof vi.fn<PasswordStore[K]>> };
  let provider: PasswordProvider;
  const signIn = (login: string, password: string) => provider.authenticate(method, { login, password });

  beforeAll(async () => {
    goodHash = await hasher.hash(right);
  });
  beforeEach(() => {
    const accounts: Record<string, Awaited<ReturnType<PasswordStore['findByLogin']>>> = {
      ada: { accountId: 'a', status: 'active', passwordHash: goodHash, proof },
      eve: { accountId: 'e', status: 'blocked', passwordHash: goodHash, proof },
      card: { accountId: 'c', status: 'active', passwordHash: null, proof },
    };
    store = {
      countAttempt: vi.fn(async () => true),
      forgetAttempts: vi.fn(async () => undefined),
      findByLogin: vi.fn(async (login: string) => accounts[login]),
      rehash: vi.fn(async () => undefined),
    };
    provider = new PasswordProvider(store, hasher);
  });

  it('lets somebody in with the right password and forgets the wrong ones before it', async () => {
    expect(await signIn('ada', right)).toEqual({ accountId: 'a', identityId: null, proof });
    expect(store.forgetAttempts).toHaveBeenCalledWith({
      login: 'ada',
      account: expect.objectContaining({ accountId: 'a', proof }) as unknown,
      cookie: undefined,
    });
    expect(store.rehash).not.toHaveBeenCalled();
  });

  it('answers unknown accounts, accounts without a password and wrong passwords alike, after one hash each', async () => {
    const verify = vi.spyOn(hasher, 'verify');
    for (const login of ['nobody', 'card', 'ada', 'eve']) {
      verify.mockClear();
      await expect(signIn(login, 'a wrong password')).rejects.toMatchObject({
        code: 'password.wrong',
        reason: undefined,
      });
      expect(verify, login).toHaveBeenCalledOnce();
      expect(verify.mock.calls[0]![0], login).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    }
    expect(store.forgetAttempts).not.toHaveBeenCalled();
    verify.mockRestore();
  });

  it('tells only somebody who knows the password that the account is blocked', async () => {
    await expect(signIn('eve', right)).rejects.toMatchObject({ code: 'account.blocked', status: 401 });
  });

  it('looks at no password once there were too many wrong ones', async () => {
    const verify = vi.spyOn(hasher, 'verify');
    store.countAttempt.mockRejectedValue(new TooManyRequestsError(60));

    await expect(signIn('ada', right)).rejects.toMatchObject({ code: 'request.too_many', retryAfter: 60 });
    expect(verify).not.toHaveBeenCalled();
    verify.mockRestore();
  });

  it('answers as to a wrong password, after the same work, where the answer must not tell that there were too many', async () => {
    const verify = vi.spyOn(hasher, 'verify');
    store.countAttempt.mockResolvedValue(false);

    await expect(signIn('ada', right)).rejects.toMatchObject({ code: 'password.wrong', reason: undefined });
    expect(verify).toHaveBeenCalledOnce();
    expect(store.forgetAttempts).not.toHaveBeenCalled();
    verify.mockRestore();
  });

  it('replaces a hash made with older parameters', async () => {
    const old = await hash(right, { algorithm: 2, memoryCost: 8192, timeCost: 1, parallelism: 1 });
    store.findByLogin.mockResolvedValue({ accountId: 'a', status: 'active', passwordHash: old, proof });

    await signIn('ada', right);

    expect(store.rehash).toHaveBeenCalledWith('a', old, expect.stringContaining('m=19456'));
  });

  it('treats missing fields as a wrong password', async () => {
    await expect(provider.authenticate(method, {})).rejects.toMatchObject({ code: 'password.wrong' });
  });
});
