import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderPage } from '../../testing/render-app';

const asked = 'sign-out#xsrf=secret&application=Demo+application';

/** What a form would send with the pressed button. */
const sent: Record<string, string>[] = [];
const receive = (event: SubmitEvent): void => {
  if (event.defaultPrevented) return;
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  expect([form.method, form.getAttribute('action')]).toEqual(['post', '/oidc/session/end/confirm']);
  sent.push(Object.fromEntries(new FormData(form, event.submitter)) as Record<string, string>);
};

describe('signing out', () => {
  beforeEach(() => {
    sent.length = 0;
    history.replaceState(null, '', '/');
    window.addEventListener('submit', receive);
  });
  afterEach(() => {
    window.removeEventListener('submit', receive);
    vi.restoreAllMocks();
  });

  it('asks for confirmation, naming the application', async () => {
    const submit = vi.spyOn(HTMLFormElement.prototype, 'submit').mockReturnValue();

    await renderPage(asked);

    expect(screen.getByRole('heading', { name: 'Sign out of Postern?' })).toBeDefined();
    expect(screen.getByText(/^You are leaving Demo application\./)).toBeDefined();
    expect(submit).not.toHaveBeenCalled();
  });

  it('sends the confirmation with the session’s secret', async () => {
    await renderPage(asked);

    await userEvent.click(screen.getByRole('button', { name: 'Sign out' }));

    expect(sent).toEqual([{ xsrf: 'secret', logout: 'yes' }]);
  });

  it('signs out of the application only, if the person chooses to stay signed in', async () => {
    await renderPage(asked);

    await userEvent.click(screen.getByRole('button', { name: 'Stay signed in' }));

    expect(sent).toEqual([{ xsrf: 'secret' }]);
  });

  it('is sent once', async () => {
    await renderPage(asked);

    await userEvent.dblClick(screen.getByRole('button', { name: 'Sign out' }));
    await userEvent.click(screen.getByRole('button', { name: 'Stay signed in' }));

    expect(sent).toHaveLength(1);
  });

  it('asks the server for the current state when the person comes back', async () => {
    await renderPage(asked);
    expect(location.pathname).not.toBe('/oidc/session/end');

    await userEvent.click(screen.getByRole('button', { name: 'Sign out' }));

    expect(location.pathname + location.hash).toBe('/oidc/session/end');
  });

  it('continues automatically if the application has proved whom it means', async () => {
    const submit = vi.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(function (this: HTMLFormElement) {
      sent.push(Object.fromEntries(new FormData(this)) as Record<string, string>);
    });

    await renderPage(`${asked}&confirmed=1`);

    expect(submit).toHaveBeenCalledOnce();
    expect(sent).toEqual([{ xsrf: 'secret', logout: 'yes' }]);
    expect(screen.getByRole('heading', { name: 'Signing you out' })).toBeDefined();
  });

  it('says so when there is nothing to confirm', async () => {
    await renderPage('sign-out');

    expect(screen.getByRole('heading', { name: 'This sign-out has expired' })).toBeDefined();
  });

  it('shows a name as text, cut to the maximum length of a name', async () => {
    const { container } = await renderPage(`sign-out#xsrf=s&application=${'<b>x</b>'.repeat(50)}`);

    expect(container.querySelector('b')).toBeNull();
    expect(container.textContent?.match(/<b>/g)).toHaveLength(13);
  });
});

describe('the end of a sign-out', () => {
  it('says that it is done, and offers to sign in again', async () => {
    await renderPage('signed-out');

    expect(screen.getByRole('heading', { name: 'You are signed out' })).toBeDefined();
    expect(screen.getByRole('link', { name: 'Sign in again' }).getAttribute('href')).toBe('/panel/profile');
  });

  it('does not say so to people who stayed signed in', async () => {
    await renderPage('signed-out#still=1');

    expect(screen.getByRole('heading', { name: 'You are still signed in' })).toBeDefined();
    expect(screen.queryByText(/signed out/)).toBeNull();
  });

  it('offers no sign-in to an account that was deleted', async () => {
    await renderPage('signed-out#deleted=1');

    expect(screen.getByRole('heading', { name: 'Your account was deleted' })).toBeDefined();
    expect(screen.queryByRole('link', { name: 'Sign in again' })).toBeNull();
  });
});
