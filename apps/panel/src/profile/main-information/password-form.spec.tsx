import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { PasswordForm } from './password-form';

describe('the form for a new password', () => {
  it('requires the same minimum length as the server', async () => {
    const { api, calls } = fakeApi({ 'PUT /me/password': () => undefined });
    await renderPage(
      <PasswordForm me={{ hasPassword: false, passwordMinLength: 15 }} opened onClose={() => undefined} />,
      api,
    );
    const user = userEvent.setup();

    await user.type(await screen.findByLabelText('New password'), 'fourteen chars');
    await user.type(screen.getByLabelText('Repeat new password'), 'fourteen chars');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(screen.getByText('Use at least 15 characters.')).toBeTruthy();
    expect(calls).toEqual([]);
  });
});
