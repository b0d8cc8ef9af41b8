import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderPage } from '../../testing/render-app';
import { knownApplications } from '../interaction/browser-memory';

const heading = (): string | null => screen.getByRole('heading', { level: 1 }).textContent;

describe('a request whose error cannot be sent to the application', () => {
  beforeEach(() => {
    sessionStorage.clear();
    history.pushState(null, '');
    vi.stubGlobal('fetch', vi.fn());
  });

  it.each([
    ['invalid_client', 'Unknown application'],
    ['invalid_redirect_uri', 'We blocked this redirect'],
    ['invalid_request', 'We can’t understand this request'],
    ['unsupported_response_type', 'We can’t understand this request'],
    ['session_not_found', 'This sign-in page has expired'],
    ['sign_out_not_found', 'This sign-out has expired'],
    ['server_error', 'Something went wrong on our side'],
    ['ticket.invalid', 'This link does not work'],
  ])('is explained for %s, with a next step and what support asks for', async (code, title) => {
    await renderPage(`error#error=${code}&request=r-7`);

    expect(heading()).toBe(title);
    expect(screen.getByText(code)).toBeDefined();
    expect(screen.getByText('r-7')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Go back' })).toBeDefined();
    expect(fetch).not.toHaveBeenCalled();
  });

  it('shows no text taken from a link', async () => {
    const { container } = await renderPage(
      'error#error=Call+555+at+once&request=Hurry+up&error_description=Send+money',
    );

    expect(heading()).toBe('Postern can’t continue');
    expect(container.textContent).not.toMatch(/Call 555|Hurry|money/);
  });

  it('links back to the application of the expired sign-in', async () => {
    knownApplications.set('u-1', { name: 'Demo application', homepageUrl: 'https://localhost:8444/' });

    await renderPage('error#error=session_not_found');

    expect(screen.getByRole('link', { name: 'Back to Demo application' }).getAttribute('href')).toBe(
      'https://localhost:8444/',
    );
  });

  it('names no application unless the error is known to concern it', async () => {
    knownApplications.set('u-1', { name: 'Demo application', homepageUrl: 'https://localhost:8444/' });

    await renderPage('error#error=invalid_client');

    expect(screen.queryByRole('link')).toBeNull();
  });

  it('is shown for an address without a sign-in', async () => {
    await renderPage('/sign-in/');

    expect(heading()).toBe('This sign-in page has expired');
  });
});
