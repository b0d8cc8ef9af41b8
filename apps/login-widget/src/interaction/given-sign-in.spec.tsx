import { givenSignInId, type GivenSignIn } from '@postern/contracts';
import { startI18n } from '@postern/i18n';
import { render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { uid, view } from '../../testing/fixtures';
import { openPage } from '../open-page';
import { takeGiven } from './given-sign-in';

const minute = 60_000;

/** A page as the server sends it in answer to an authorization request. */
const answerWith = (given: GivenSignIn): void => {
  history.replaceState(null, '', '/oidc/auth?client_id=demo&login_hint=x#error=ticket.used');
  const block = document.createElement('script');
  block.type = 'application/json';
  block.id = givenSignInId;
  block.textContent = JSON.stringify(given);
  document.body.append(block);
};

describe('a sign-in that came along with the page', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    document.body.replaceChildren();
    history.replaceState(null, '', '/');
  });

  it('gives the page its own address, without a new entry in the history and without what was behind the other', () => {
    answerWith({ now: Date.now(), view: view() });
    const entries = history.length;

    expect(takeGiven()?.view.uid).toBe(uid);

    expect(location.pathname + location.search + location.hash).toBe(`/sign-in/${uid}`);
    expect(history.length).toBe(entries);
  });

  it('is taken once', () => {
    answerWith({ now: Date.now(), view: view() });
    takeGiven();

    expect(takeGiven()).toBeNull();
  });

  it('is drawn without asking the server', async () => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    answerWith({ now: Date.now(), view: view() });
    await startI18n({ language: 'en', namespaces: ['errors', 'widget'] });

    const given = takeGiven();
    render(openPage(location, given));

    expect((await screen.findByRole('link', { name: 'mTLS' })).getAttribute('href')).toContain('ticket=stable');
    expect(fetch).not.toHaveBeenCalled();
  });

  it('tells the server’s time by when the page arrived, however long its scripts took', () => {
    const arrival = { responseStart: 100 } as PerformanceNavigationTiming;
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue([arrival]);
    vi.spyOn(performance, 'now').mockReturnValue(100 + minute);
    answerWith({ now: Date.now() + 5 * minute, view: view() });

    expect(Math.abs((takeGiven()?.offset ?? 0) - 6 * minute)).toBeLessThan(2000);
  });

  it('is none on a page that was opened by its address', () => {
    expect(takeGiven()).toBeNull();
  });
});
