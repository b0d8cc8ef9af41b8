import { afterEach, describe, expect, it } from 'vitest';
import { arrive } from './authorization';
import { panelClient } from './panel-client';
import { keepPending, takePending } from './pending-sign-in';

const pending = { state: 's', nonce: 'n', codeVerifier: 'v', returnTo: '/profile/link#code=c', silent: true };
const panel = panelClient('https://id.test');

afterEach(() => sessionStorage.clear());

describe('a sign-in in progress', () => {
  it('can be read once', () => {
    keepPending(pending);

    expect(takePending()).toEqual(pending);
    expect(takePending()).toBeNull();
  });

  it('restarts if the response belongs to another one, and keeps the return path', async () => {
    keepPending(pending);

    await expect(arrive(panel, new URL('https://id.test/panel/callback?code=x&state=other'))).resolves.toEqual({
      kind: 'again',
      returnTo: '/profile/link#code=c',
    });
  });

  it('restarts if it is no longer stored', async () => {
    await expect(arrive(panel, new URL('https://id.test/panel/callback?code=x&state=s'))).resolves.toEqual({
      kind: 'again',
      returnTo: '/',
    });
  });
});
