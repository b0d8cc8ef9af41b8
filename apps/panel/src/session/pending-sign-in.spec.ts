import { afterEach, describe, expect, it } from 'vitest';
import { arrive } from './authorization';
import { panelClient } from './panel-client';
import { keepPending, takePending } from './pending-sign-in';

const pending = { state: 's', nonce: 'n', codeVerifier: 'v', returnTo: '/profile/link#code=c', silent: true };
const panel = panelClient('https://id.test');

afterEach(() => sessionStorage.clear());

describe('a sign-in under way', () => {
  it('is remembered once', () => {
    keepPending(pending);

    expect(takePending()).toEqual(pending);
    expect(takePending()).toBeNull();
  });

  it('is begun again when the answer belongs to another one, and does not lose the way back', async () => {
    keepPending(pending);

    await expect(arrive(panel, new URL('https://id.test/panel/callback?code=x&state=other'))).resolves.toEqual({
      kind: 'again',
      returnTo: '/profile/link#code=c',
    });
  });

  it('is begun again when nobody remembers it', async () => {
    await expect(arrive(panel, new URL('https://id.test/panel/callback?code=x&state=s'))).resolves.toEqual({
      kind: 'again',
      returnTo: '/',
    });
  });
});
