import { afterEach, describe, expect, it, vi } from 'vitest';
import { uid, view } from '../../testing/fixtures';
import { createInteractionApi } from './interaction.api';

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const asked = (): readonly unknown[] => vi.mocked(fetch).mock.calls.map(([url]) => url);

describe('fetching the view of a sign-in', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('continues without the presented certificate once the server has dropped it', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async (url: string) =>
        url.includes('attempt') ? json({ code: 'interaction.not_found' }, 404) : json(view()),
      ),
    );

    await expect(createInteractionApi({ uid, attempt: 't-1', error: null }).view()).resolves.toMatchObject({ uid });

    expect(asked()).toEqual([`/api/interaction/${uid}?attempt=t-1`, `/api/interaction/${uid}`]);
  });

  it('uses the server’s clock', async () => {
    const hour = 3_600_000;
    const date = new Date(Date.now() + hour).toUTCString();
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => new Response(JSON.stringify(view()), { headers: { date } })),
    );
    const api = createInteractionApi({ uid, attempt: null, error: null });

    await api.view();

    expect(Math.abs(api.now() - Date.now() - hour)).toBeLessThan(2000);
  });
});
