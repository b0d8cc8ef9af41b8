import { hash } from '@node-rs/argon2';
import { TooManyRequestsError } from '@postern/errors';
import type { SignInMethod, PasswordStore } from '@postern/provider-kit';
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
} satisfies SignInMethod;

describe('password provider', () => {
  const hasher = new Argon2PasswordHasher(new PasswordPolicy(new PasswordConfig()));
  const proof = { at: '1764480000.000000', mark: null };
  const later = { at: '1764480001.000000', mark: '1764480001.000000' };
  let goodHash: string;
  let store: { [K in keyof PasswordStore]: ReturnType<typeof vi.fn<PasswordStore[K]>> };
  let provider: PasswordProvider;
  const nowhere = { address: null, userAgent: null };
  const signIn = (username: string, password: string, newPassword?: string) =>
    provider.authenticate(method, { username, password, ...(newPassword !== undefined && { newPassword }) }, nowhere);

  beforeAll(async () => {
    goodHash = await hasher.hash(right);
  });
  beforeEach(() => {
    const accounts: Record<string, Awaited<ReturnType<PasswordStore['findByUsername']>>> = {
      ada: { accountId: 'a', status: 'active', passwordHash: goodHash, oneTime: null, proof },
      eve: { accountId: 'e', status: 'blocked', passwordHash: goodHash, oneTime: null, proof },
      new: { accountId: 'n', status: 'active', passwordHash: goodHash, oneTime: 'valid', proof },
      late: { accountId: 'l', status: 'active', passwordHash: goodHash, oneTime: 'expired', proof },
      card: { accountId: 'c', status: 'active', passwordHash: null, oneTime: null, proof },
    };
    store = {
      countAttempt: vi.fn(async () => true),
      forgetAttempts: vi.fn(async () => undefined),
      findByUsername: vi.fn(async (username: string) => accounts[username]),
      rehash: vi.fn(async () => undefined),
      replaceOneTime: vi.fn(async () => later),
    };
    provider = new PasswordProvider(store, hasher);
  });

  it('accepts the right password and resets the count of wrong ones', async () => {
    expect(await signIn('ada', right)).toEqual({ accountId: 'a', identifierId: null, proof });
    expect(store.forgetAttempts).toHaveBeenCalledWith({
      username: 'ada',
      account: expect.objectContaining({ accountId: 'a', proof }) as unknown,
      cookie: undefined,
    });
    expect(store.rehash).not.toHaveBeenCalled();
  });

  it('answers unknown accounts, accounts without a password and wrong passwords alike, after one hash each', async () => {
    const verify = vi.spyOn(hasher, 'verify');
    for (const username of ['nobody', 'card', 'ada', 'eve']) {
      verify.mockClear();
      await expect(signIn(username, 'a wrong password')).rejects.toMatchObject({
        code: 'password.wrong',
        reason: undefined,
      });
      expect(verify, username).toHaveBeenCalledOnce();
      expect(verify.mock.calls[0]![0], username).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    }
    expect(store.forgetAttempts).not.toHaveBeenCalled();
    verify.mockRestore();
  });

  it('tells only somebody who knows the password that the account is blocked', async () => {
    await expect(signIn('eve', right)).rejects.toMatchObject({ code: 'account.blocked', status: 401 });
  });

  it('checks no password after too many wrong ones', async () => {
    const verify = vi.spyOn(hasher, 'verify');
    store.countAttempt.mockRejectedValue(new TooManyRequestsError(60));

    await expect(signIn('ada', right)).rejects.toMatchObject({ code: 'request.too_many', retryAfter: 60 });
    expect(verify).not.toHaveBeenCalled();
    verify.mockRestore();
  });

  it('answers as to a wrong password, after the same work, where the limit must not be revealed', async () => {
    const verify = vi.spyOn(hasher, 'verify');
    store.countAttempt.mockResolvedValue(false);

    await expect(signIn('ada', right)).rejects.toMatchObject({ code: 'password.wrong', reason: undefined });
    expect(verify).toHaveBeenCalledOnce();
    expect(store.forgetAttempts).not.toHaveBeenCalled();
    verify.mockRestore();
  });

  it('replaces a hash made with older parameters', async () => {
    const old = await hash(right, { algorithm: 2, memoryCost: 8192, timeCost: 1, parallelism: 1 });
    store.findByUsername.mockResolvedValue({
      accountId: 'a',
      status: 'active',
      passwordHash: old,
      oneTime: null,
      proof,
    });

    await signIn('ada', right);

    expect(store.rehash).toHaveBeenCalledWith('a', old, expect.stringContaining('m=19456'));
  });

  it('treats missing fields as a wrong password', async () => {
    await expect(provider.authenticate(method, {}, nowhere)).rejects.toMatchObject({ code: 'password.wrong' });
  });

  describe('with a one-time password', () => {
    const chosen = 'seven lamps by the river';

    it('asks for a new one, and signs in with the proof that comes of it', async () => {
      await expect(signIn('new', right)).rejects.toMatchObject({ code: 'password.must_change', status: 401 });
      expect(store.replaceOneTime).not.toHaveBeenCalled();

      expect(await signIn('new', right, chosen)).toEqual({ accountId: 'n', identifierId: null, proof: later });

      const [accountId, { oldHash, passwordHash }] = store.replaceOneTime.mock.calls[0]!;
      expect([accountId, oldHash]).toEqual(['n', goodHash]);
      expect(await hasher.verify(passwordHash, chosen)).toBe(true);
    });

    it.each([
      ['too short a new one', 'short', 'password.too_short'],
      ['a common new one', 'password1234567', 'password.too_common'],
      ['the same again', right, 'password.unchanged'],
    ])('takes not %s, and names the field', async (_, newPassword, code) => {
      await expect(signIn('new', right, newPassword)).rejects.toMatchObject({
        ...{ code, status: 422, errors: [{ path: 'newPassword' }] },
      });
      expect(store.replaceOneTime).not.toHaveBeenCalled();
    });

    it('is refused once it has expired, with a new one or without', async () => {
      for (const newPassword of [undefined, chosen]) {
        await expect(signIn('late', right, newPassword)).rejects.toMatchObject({
          ...{ code: 'password.one_time_expired', status: 401 },
        });
      }
      expect(store.replaceOneTime).not.toHaveBeenCalled();
    });

    it('reports that it was used in the meantime, and the same for unknown usernames', async () => {
      store.replaceOneTime.mockResolvedValue(undefined);
      await expect(signIn('new', right, chosen)).rejects.toMatchObject({ code: 'password.one_time_used' });
      for (const username of ['new', 'ada', 'nobody']) {
        await expect(signIn(username, 'a wrong password', chosen)).rejects.toMatchObject({
          code: 'password.one_time_used',
        });
      }
    });

    it('changes no password that its owner chose', async () => {
      expect(await signIn('ada', right, chosen)).toEqual({ accountId: 'a', identifierId: null, proof });
      expect(store.replaceOneTime).not.toHaveBeenCalled();
    });
  });
});
