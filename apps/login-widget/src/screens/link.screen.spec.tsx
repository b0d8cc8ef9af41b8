import { ApiProblem } from '@postern/api-client';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { attempt } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';

const signInAnotherWay = async (): Promise<void> => {
  await userEvent.click(screen.getByRole('button', { name: 'Username and password' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Username or e-mail' }), 'bob{Enter}');
  await userEvent.type(screen.getByLabelText('Password'), 'secret{Enter}');
};

describe('a valid certificate that is not linked to an account', () => {
  it('is linked during this sign-in unless the person declines', async () => {
    const api = fakeApi({ attempt: attempt('certificate.not_linked', true) });
    await renderApp(api);
    expect(screen.getByText('Not linked')).toBeDefined();

    await signInAnotherWay();

    expect(api.submit.mock.lastCall?.[2]).toBe('t-1');
    expect(screen.getByRole('status').textContent).toContain('Your certificate is linked to your profile');
  });

  it('stays unlinked if the person declines', async () => {
    const api = fakeApi({ attempt: attempt('certificate.not_linked', true) });
    await renderApp(api);

    await userEvent.click(screen.getByRole('checkbox', { name: 'Link this certificate to my profile' }));
    await signInAnotherWay();

    expect(api.submit.mock.lastCall?.[2]).toBeNull();
  });

  it('can still be left out on the form if linking would make the sign-in fail', async () => {
    const api = fakeApi({ attempt: attempt('certificate.not_linked', true) });
    api.submit.mockRejectedValueOnce(new ApiProblem('identifier.linked_to_another', 409));
    await renderApp(api);
    await signInAnotherWay();
    expect(screen.getByRole('alert').textContent).toContain('Linked to another profile');

    await userEvent.click(screen.getByRole('button', { name: 'Don’t link it' }));
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));

    expect(api.submit.mock.lastCall?.[2]).toBeNull();
    expect(screen.getByRole('heading', { name: 'You are signed in' })).toBeDefined();
    expect(screen.queryByText(/is linked to your profile/)).toBeNull();
  });

  it('is named on the form before it is linked', async () => {
    await renderApp(fakeApi({ attempt: attempt('certificate.not_linked', true) }));

    await userEvent.click(screen.getByRole('button', { name: 'Username and password' }));

    expect(screen.getByText(/“Alice Archer” will be linked to your profile/)).toBeDefined();
  });
});
