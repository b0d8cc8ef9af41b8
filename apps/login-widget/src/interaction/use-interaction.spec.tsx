import { ApiProblem } from '@postern/api-client';
import type { SignInMethodView } from '@postern/contracts';
import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mtls, password, view } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';

/** The method with tickets that are valid for one minute. */
const withTicket = (ticket: string): SignInMethodView => ({
  ...mtls,
  action: {
    kind: 'navigate',
    startUrl: `https://localhost:3443/api/mtls/sign-in?ticket=${ticket}`,
    freshStartUrl: null,
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  },
});
const shown = (): string | null => screen.getByRole('link', { name: 'mTLS' }).getAttribute('href');
const look = (visibility: DocumentVisibilityState): void => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('tickets', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const start = async () => {
    const api = fakeApi();
    api.view.mockImplementation(async () => view({ methods: [withTicket(`${api.view.mock.calls.length}`), password] }));
    await renderApp(api);
    return api;
  };

  it('are replaced before they expire', async () => {
    await start();
    expect(shown()).toContain('ticket=1');

    await act(() => vi.advanceTimersByTimeAsync(41_000));

    expect(shown()).toContain('ticket=2');
  });

  it('are not refreshed in a hidden tab, only when it is visible again', async () => {
    const api = await start();
    look('hidden');
    await act(() => vi.advanceTimersByTimeAsync(600_000));
    expect(api.view).toHaveBeenCalledOnce();

    await act(async () => look('visible'));

    expect(shown()).toContain('ticket=2');
  });

  it('stay on the page while the server is unreachable, and are requested again', async () => {
    const api = await start();
    api.view.mockRejectedValueOnce(new ApiProblem('server.unavailable', 503));

    await act(() => vi.advanceTimersByTimeAsync(41_000));
    expect(shown()).toContain('ticket=1');

    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(shown()).toContain('ticket=3');
  });

  it('are replaced by the expiry page when the sign-in has expired', async () => {
    const api = await start();
    api.view.mockRejectedValueOnce(new ApiProblem('interaction.not_found', 404));

    await act(() => vi.advanceTimersByTimeAsync(41_000));

    expect(screen.getByRole('heading', { name: 'This sign-in page has expired' })).toBeDefined();
  });
});

describe('the language', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  it('is the one that the application requests', async () => {
    await renderApp(fakeApi({ uiLocales: ['pt', 'de-AT'] }));

    expect(await screen.findByRole('heading', { name: 'Bei Demo application anmelden' })).toBeDefined();
  });
});
