import { ApiProblem } from '@postern/api-client';
import type { NewAccountOffer } from '@postern/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { attempt } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';

const offer: NewAccountOffer = {
  ...{ username: 'ada@example.test', name: 'Ada Lovelace', email: 'ada@example.test', emailVerified: true },
  ...{ taken: null, creatable: true, shown: 'digest' },
  fields: [{ key: 'card', labels: { en: 'Card number' }, value: ['A-1', 'B-2'] }],
};
const open = async (change: Partial<NewAccountOffer> = {}, linkable = true) => {
  const api = fakeApi({
    attempt: { ...attempt('certificate.not_linked', linkable), newAccount: { ...offer, ...change } },
  });
  await renderApp(api);
  await screen.findByText('This certificate is not known here.');
  return api;
};

describe('a certificate that can create an account', () => {
  it('shows what is taken from it, and creates the account with the typed name', async () => {
    const api = await open();
    expect(screen.getAllByText('ada@example.test')).toHaveLength(2);
    expect(screen.getByText('Card number').nextSibling?.textContent).toBe('A-1, B-2');

    await userEvent.clear(screen.getByRole('textbox', { name: 'Name' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Ada King');
    await userEvent.click(screen.getByRole('button', { name: 'Create account' }));

    expect(api.createAccount).toHaveBeenCalledExactlyOnceWith({
      ...{ attempt: 't-1', shown: 'digest', name: 'Ada King', language: 'en' },
    });
    expect(screen.getByRole('heading', { name: 'You are signed in' })).toBeDefined();
  });

  it('requires a name', async () => {
    const api = await open();

    await userEvent.clear(screen.getByRole('textbox', { name: 'Name' }));
    await userEvent.click(screen.getByRole('button', { name: 'Create account' }));

    expect(screen.getByText('Please enter a name.')).toBeDefined();
    expect(api.createAccount).not.toHaveBeenCalled();
  });

  it('sends people who already have an account to the sign-in that links it', async () => {
    await open();

    await userEvent.click(screen.getByRole('button', { name: 'I already have an account' }));

    expect(await screen.findByRole('checkbox', { name: 'Link this certificate to my profile' })).toBeDefined();
  });

  it('names the value that another account already has', async () => {
    await open({ username: 'ada-2', taken: 'username' });

    expect(screen.getByText(/with the username “ada” exists already/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Create account' })).toBeDefined();
  });

  it('does not create a second account for a confirmed email address', async () => {
    await open({ taken: 'email', creatable: false });

    expect(screen.queryByRole('button', { name: 'Create account' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Sign in and link the certificate' }));
    expect(await screen.findByRole('checkbox', { name: 'Link this certificate to my profile' })).toBeDefined();
  });

  it('shows the new preview if the data has changed', async () => {
    const api = await open();
    const asked = api.view.mock.calls.length;
    api.createAccount.mockRejectedValueOnce(new ApiProblem('request.conflict', 409));

    await userEvent.click(screen.getByRole('button', { name: 'Create account' }));

    expect(await screen.findByRole('alert')).toBeDefined();
    expect(api.view.mock.calls.length).toBe(asked + 1);
  });
});
