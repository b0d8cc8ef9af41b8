import { ApiProblem } from '@postern/api-client';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { mtls, password, view } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';
import { leaveTo } from '../interaction/leave-to';

const openForm = async (): Promise<void> => {
  await userEvent.click(screen.getByRole('button', { name: 'Username and password' }));
};
const giveUsername = async (): Promise<void> => {
  await userEvent.type(screen.getByRole('textbox', { name: 'Username or e-mail' }), 'alice{Enter}');
};

describe('a form', () => {
  it('asks step by step and keeps earlier values visible', async () => {
    await renderApp(fakeApi());
    await openForm();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Username or e-mail' }));

    await giveUsername();

    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
    expect((screen.getByRole('textbox', { name: 'Username or e-mail' }) as HTMLInputElement).value).toBe('alice');
    expect(screen.getByRole('textbox', { name: 'Username or e-mail' }).getAttribute('autocomplete')).toBe('username');
  });

  it('sends all values at the end and follows the response', async () => {
    const api = fakeApi();
    await renderApp(api);
    await openForm();
    await giveUsername();

    await userEvent.type(screen.getByLabelText('Password'), 'correct horse{Enter}');

    const submitUrl = password.action.kind === 'form' ? password.action.submitUrl : '';
    expect(api.submit).toHaveBeenCalledWith(submitUrl, { username: 'alice', password: 'correct horse' }, null);
    expect(leaveTo).toHaveBeenCalledWith('/oidc/auth/Zk3vA1sQ0p');
    expect(screen.getByRole('heading', { name: 'You are signed in' })).toBeDefined();
  });

  it('shows a wrong password next to its field, which is ready for another', async () => {
    const api = fakeApi();
    api.submit.mockRejectedValue(new ApiProblem('password.wrong', 401));
    await renderApp(api);
    await openForm();
    await giveUsername();

    await userEvent.type(screen.getByLabelText('Password'), 'wrong{Enter}');

    const input = screen.getByLabelText('Password') as HTMLInputElement;
    expect(document.activeElement).toBe(input);
    expect([input.selectionStart, input.selectionEnd]).toEqual([0, 5]);
    expect(document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
      'Wrong username or password',
    );
  });

  it('leads to the methods of the organization whose domain was typed, once', async () => {
    const api = fakeApi();
    await renderApp(api);
    await openForm();
    const type = (text: string) => userEvent.type(screen.getByRole('textbox', { name: 'Username or e-mail' }), text);
    api.goHome.mockResolvedValue(true);
    api.view.mockResolvedValue(
      view({ methods: [{ ...mtls, name: 'North card', preferred: true }, password], loginHint: 'ada@north.example' }),
    );

    await type('ada@north.example{Enter}');

    expect(api.goHome).toHaveBeenCalledExactlyOnceWith('ada@north.example');
    expect(await screen.findByRole('link', { name: /North card/ })).toBeDefined();
    await openForm();
    await type('{Enter}');
    expect(screen.getByLabelText('Password')).toBeDefined();
    expect(api.goHome).toHaveBeenCalledOnce();
  });

  it.each([
    ['no organization has the domain', false, [mtls, password]],
    ['the application offers nothing of that organization', true, [mtls, password]],
  ] as const)('goes on where %s', async (_why, known, methods) => {
    const api = fakeApi();
    await renderApp(api);
    await openForm();
    api.goHome.mockResolvedValue(known);
    api.view.mockResolvedValue(view({ methods }));

    await userEvent.type(screen.getByRole('textbox', { name: 'Username or e-mail' }), 'ada@north.example{Enter}');

    expect(await screen.findByLabelText('Password')).toBeDefined();
  });

  it('asks for no domain where none was typed', async () => {
    const api = fakeApi();
    await renderApp(api);
    await openForm();
    await giveUsername();

    expect(api.goHome).not.toHaveBeenCalled();
  });

  it('sends nothing while a field is empty', async () => {
    const api = fakeApi();
    await renderApp(api);
    await openForm();

    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));

    expect(screen.getByText('Please fill this in.')).toBeDefined();
    expect(screen.queryByLabelText('Password')).toBeNull();
    expect(api.submit).not.toHaveBeenCalled();
  });

  it('lets the first value be changed', async () => {
    await renderApp(fakeApi());
    await openForm();
    await giveUsername();

    await userEvent.click(screen.getByRole('button', { name: 'Change' }));

    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Username or e-mail' }));
    expect(screen.queryByLabelText('Password')).toBeNull();
  });

  it('opens automatically if it is the only method, prefilled with the application’s login hint', async () => {
    await renderApp(fakeApi({ methods: [password], loginHint: 'alice@example.test' }));

    expect((screen.getByRole('textbox', { name: 'Username or e-mail' }) as HTMLInputElement).value).toBe(
      'alice@example.test',
    );
    expect(screen.queryByRole('button', { name: 'Other ways to sign in' })).toBeNull();
  });

  it('returns to the other methods, by its button and by the browser’s Back', async () => {
    await renderApp(fakeApi({ methods: [mtls, password] }));
    await openForm();

    await userEvent.click(screen.getByRole('button', { name: 'Other ways to sign in' }));

    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Sign in to Demo application' }));
    expect(screen.getByRole('link', { name: 'mTLS' })).toBeDefined();
  });

  it('says how long to wait after too many attempts', async () => {
    const api = fakeApi();
    api.submit.mockRejectedValue(new ApiProblem('request.too_many', 429, 'r-1', 886));
    await renderApp(api);
    await openForm();
    await giveUsername();

    await userEvent.type(screen.getByLabelText('Password'), 'guess{Enter}');

    expect(screen.getByText('Try again in about 15 minutes.')).toBeDefined();
    expect(document.activeElement).toBe(screen.getByRole('alert'));

    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(screen.getByRole('button', { name: 'Sign in' }).getAttribute('aria-disabled')).toBe('true');
    expect(api.submit).toHaveBeenCalledOnce();
  });

  it('is replaced by the expiry page if the sign-in has expired', async () => {
    const api = fakeApi();
    api.submit.mockRejectedValue(new ApiProblem('interaction.not_found', 404));
    await renderApp(api);
    await openForm();
    await giveUsername();

    await userEvent.type(screen.getByLabelText('Password'), 'late{Enter}');

    expect(screen.getByRole('heading', { name: 'This sign-in page has expired' })).toBeDefined();
    expect(screen.getByRole('link', { name: 'Back to Demo application' }).getAttribute('href')).toBe(
      'https://localhost:8444/',
    );
  });

  describe('with a one-time password', () => {
    const submitUrl = password.action.kind === 'form' ? password.action.submitUrl : '';
    const newPassword = 'seven lamps by the river';
    const open = async () => {
      const api = fakeApi();
      api.submit.mockRejectedValueOnce(new ApiProblem('password.must_change', 401));
      await renderApp(api);
      await openForm();
      await giveUsername();
      await userEvent.type(screen.getByLabelText('Password'), 'told by somebody{Enter}');
      return api;
    };

    it('asks for a new password and sends it with the earlier values', async () => {
      const api = await open();
      expect(screen.getByRole('heading', { name: 'Choose a password' })).toBeDefined();
      const field = screen.getByLabelText('New password');
      expect(document.activeElement).toBe(field);
      expect(field.getAttribute('autocomplete')).toBe('new-password');

      await userEvent.type(field, `${newPassword}{Enter}`);

      const values = { username: 'alice', password: 'told by somebody', newPassword };
      expect(api.submit).toHaveBeenLastCalledWith(submitUrl, values, null);
      expect(leaveTo).toHaveBeenCalledWith('/oidc/auth/Zk3vA1sQ0p');
    });

    it('sends nothing while the new password is too short', async () => {
      const api = await open();

      await userEvent.type(screen.getByLabelText('New password'), 'fourteen chars{Enter}');

      expect(screen.getByLabelText('New password').getAttribute('aria-invalid')).toBe('true');
      expect(screen.getByText(/^At least 15 characters/)).toBeDefined();
      expect(api.submit).toHaveBeenCalledOnce();
    });

    it('shows next to the field why the new password is refused', async () => {
      const api = await open();
      api.submit.mockRejectedValueOnce(new ApiProblem('password.too_common', 422));

      await userEvent.type(screen.getByLabelText('New password'), 'password1234567{Enter}');

      const described = screen.getByLabelText('New password').getAttribute('aria-describedby') ?? '';
      const texts = described.split(' ').map((id) => document.getElementById(id)?.textContent);
      expect(texts.join()).toContain('too common');
    });

    it('says that the one-time password was already used, and lets the person sign in with their own password', async () => {
      const api = await open();
      api.submit.mockRejectedValueOnce(new ApiProblem('password.one_time_used', 401));

      await userEvent.type(screen.getByLabelText('New password'), `${newPassword}{Enter}`);
      expect(screen.getByText('This one-time password no longer works')).toBeDefined();
      await userEvent.click(screen.getByRole('button', { name: 'Change' }));

      expect((screen.getByRole('textbox', { name: 'Username or e-mail' }) as HTMLInputElement).value).toBe('alice');
      await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
      expect((screen.getByLabelText('Password') as HTMLInputElement).value).toBe('');
    });
  });
});
