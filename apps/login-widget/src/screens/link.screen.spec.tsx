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

describe('a good certificate that belongs to nobody yet', () => {
  it('is linked in the same visit unless the person says no', async () => {
    const api = fakeApi({ attempt: attempt('certificate.not_linked', true) });
    await renderApp(api);
    expect(screen.getByText('Not linked')).toBeDefined();

    await signInAnotherWay();

    expect(api.submit.mock.lastCall?.[2]).toBe('t-1');
    expect(screen.getByRole('status').textContent).toContain('Your certificate is linked to your profile');
  });

  it('stays unlinked when the person says no', async () => {
    const api = fakeApi({ attempt: attempt('certificate.not_linked', true) });
    await renderApp(api);

    await userEvent.click(screen.getByRole('checkbox', { name: 'Link this certificate to my profile' }));
    await signInAnotherWay();

    expect(api.submit.mock.lastCall?.[2]).toBeNull();
  });

  it('may still be left out on the form, where the sign-in would fail with it', async () => {
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

  it('says on the form what will be linked', async () => {
    await renderApp(fakeApi({ attempt: attempt('certificate.not_linked', true) }));

    await userEvent.click(screen.getByRole('button', { name: 'Username and password' }));

    expect(screen.getByText(/“Alice Archer” will be linked to your profile/)).toBeDefined();
  });
});
