import { describe, expect, it, vi } from 'vitest';
import { TokenKeeper, tokensFrom } from './tokens';
import type { Tokens } from './tokens';

const tokens = (accessToken: string, expiresAt: number): Tokens => ({
  accessToken,
  expiresAt,
  refreshToken: `refresh-${accessToken}`,
  idToken: 'id',
  scopes: new Set(['read:users']),
});

describe('the token keeper', () => {
  it('returns the current token while it is valid', async () => {
    const refresh = vi.fn();
    const keeper = new TokenKeeper(tokens('one', 1000), refresh, vi.fn(), () => 999);

    await expect(keeper.accessToken()).resolves.toBe('one');
    expect(refresh).not.toHaveBeenCalled();
  });

  it('refreshes once for concurrent callers, since each refresh token is single-use', async () => {
    const refresh = vi.fn(async () => tokens('two', 5000));
    const keeper = new TokenKeeper(tokens('one', 1000), refresh, vi.fn(), () => 1000);

    await expect(Promise.all([keeper.accessToken(), keeper.accessToken(), keeper.renew()])).resolves.toEqual([
      'two',
      'two',
      'two',
    ]);
    expect(refresh).toHaveBeenCalledExactlyOnceWith(tokens('one', 1000));
  });

  it('reports when the session has ended', async () => {
    const onEnded = vi.fn();
    const keeper = new TokenKeeper(
      tokens('one', 0),
      async () => null,
      onEnded,
      () => 1,
    );

    await expect(keeper.accessToken()).resolves.toBeNull();
    expect(onEnded).toHaveBeenCalledOnce();
  });

  it('keeps its tokens if the server cannot be reached', async () => {
    const refresh = vi.fn().mockRejectedValueOnce(new TypeError('offline')).mockResolvedValueOnce(tokens('two', 9000));
    const onEnded = vi.fn();
    const keeper = new TokenKeeper(tokens('one', 0), refresh, onEnded, () => 1);

    await expect(keeper.accessToken()).rejects.toThrow('offline');
    await expect(keeper.accessToken()).resolves.toBe('two');
    expect(onEnded).not.toHaveBeenCalled();
  });
});

describe('tokens from a response', () => {
  it('keep the refresh and ID token that a response omits', () => {
    const renewed = tokensFrom({ access_token: 'two', token_type: 'bearer', expires_in: 60 }, tokens('one', 0), 0);

    expect(renewed).toEqual({ ...tokens('one', 0), accessToken: 'two', expiresAt: 30_000 });
  });

  it('contain the granted scopes, which are fewer after a role was removed', () => {
    const response = { access_token: 'two', token_type: 'bearer', scope: 'openid read:me' } as const;

    expect(tokensFrom(response, tokens('one', 0), 0).scopes).toEqual(new Set(['openid', 'read:me']));
  });
});
