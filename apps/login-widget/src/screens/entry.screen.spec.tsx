import { ApiProblem } from '@postern/api-client';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';

const refused = (change: Partial<typeof refusal> = {}) =>
  fakeApi({ step: 'refused', methods: [], refusal: { ...refusal, ...change } });
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('a person who may not enter the application', () => {
  it('reads which one it is, why, and whom to ask', async () => {
    await renderApp(refused());

    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/^You can’t open /);
    expect(screen.getByText('Only members can open it, and you are not one of them.')).toBeDefined();
    expect(screen.getByRole('link', { name: 'it@example.test' }).getAttribute('href')).toBe('mailto:it@example.test');
  });

  it('gets no link for a contact that is neither an e-mail address nor an https URL', async () => {
    await renderApp(refused({ contact: 'javascript:alert(1)' }));

    expect(screen.queryByRole('link', { name: /javascript/ })).toBeNull();
    expect(screen.getByText(/javascript:alert/)).toBeDefined();
  });

  it('asks for access with a message', async () => {
    const api = refused();
    await renderApp(api);

    await userEvent.click(button('Ask for access'));
    await userEvent.type(screen.getByRole('textbox'), 'Ward 7');
    await userEvent.click(button('Send request'));

    expect(api.askForAccess).toHaveBeenCalledExactlyOnceWith('Ward 7');
  });

  it('sees what became of the request, and cannot send another while it is open', async () => {
    await renderApp(refused({ asked: { state: 'open', at: '2026-11-30T10:00:00.000Z' } }));

    expect(screen.getByText(/^You asked for access on/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Ask for access' })).toBeNull();
  });

  it('is told when one request a day is all', async () => {
    const api = refused();
    api.askForAccess.mockRejectedValue(new ApiProblem('request.too_many', 429));
    await renderApp(api);

    await userEvent.click(button('Ask for access'));
    await userEvent.click(button('Send request'));

    expect(await screen.findByText(/You have already asked today/)).toBeDefined();
  });

  it('tries again, uses another account, or goes back', async () => {
    const api = refused();
    await renderApp(api);

    await userEvent.click(button('Use another account'));
    expect(api.signOut).toHaveBeenCalledExactlyOnceWith('a');
    await userEvent.click(button('Try again'));
    expect(api.retry).toHaveBeenCalledOnce();
  });
});
