import { ApiProblem } from '@postern/api-client';
import { certificateErrorCodes, generalErrorCodes } from '@postern/contracts';
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { uid, view } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';
import { knownApplications } from '../interaction/browser-memory';

const failing = (problem: ApiProblem) => {
  const api = fakeApi();
  api.view.mockRejectedValueOnce(problem);
  return api;
};

describe('a page that cannot be shown', () => {
  beforeEach(() => {
    sessionStorage.clear();
    history.pushState(null, '');
  });
  afterEach(() => void vi.useRealTimers());

  it.each([...certificateErrorCodes, ...generalErrorCodes])('says why, and what to do, for %s', async (code) => {
    await renderApp(failing(new ApiProblem(code, 400, 'r-7')));

    expect(screen.getByRole('heading', { level: 1 }).textContent).not.toContain(code);
    expect(screen.getByText(code)).toBeDefined();
    expect(screen.getByText('r-7')).toBeDefined();
    expect(screen.getAllByRole('button').length).toBeGreaterThan(1);
  });

  it('links back to the application that the browser remembers', async () => {
    knownApplications.set(uid, { name: 'Demo application', homepageUrl: 'https://localhost:8444/' });

    await renderApp(failing(new ApiProblem('interaction.not_found', 404)));

    expect(screen.getByRole('link', { name: 'Back to Demo application' }).getAttribute('href')).toBe(
      'https://localhost:8444/',
    );
  });

  it('counts down to the next attempt and starts it automatically', async () => {
    vi.useFakeTimers();
    const api = failing(new ApiProblem('server.unavailable', 503, null, 3));
    await renderApp(api);
    expect(screen.getAllByText('This page tries again in a few seconds.').length).toBeGreaterThan(0);

    for (let second = 0; second < 3; second += 1) await act(() => vi.advanceTimersByTimeAsync(1000));

    expect(api.view).toHaveBeenCalledTimes(2);
    expect(screen.getByRole('heading', { name: 'Sign in to Demo application' })).toBeDefined();
  });

  it('retries at once if the person does not want to wait', async () => {
    const api = failing(new ApiProblem('server.unavailable', 503, null, 60));
    await renderApp(api);
    api.view.mockResolvedValue(view());

    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Try again' })));

    expect(screen.getByRole('heading', { name: 'Sign in to Demo application' })).toBeDefined();
  });

  it('allows no retry before the time is up after too many attempts', async () => {
    const api = failing(new ApiProblem('request.too_many', 429, null, 60));
    await renderApp(api);

    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Try again' })));

    expect(api.view).toHaveBeenCalledOnce();
  });
});
