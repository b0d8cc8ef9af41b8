import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { CreateApplication } from './create-application';

const created = (body: unknown) => ({ ...(body as object), client_id: 'payroll', client_secret: 's3cret' });

describe('creating an application', () => {
  it('shows the secret once, and closes only on request', async () => {
    const { api, calls } = fakeApi({ 'POST /clients': created });
    await renderPage(<CreateApplication opened onClose={() => undefined} />, api);
    const user = userEvent.setup();
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Payroll');
    await user.type(screen.getByLabelText('Redirect addresses, address 1'), 'https://pay.example.org/callback');
    await user.click(screen.getByRole('button', { name: 'Create' }));

    expect(await screen.findByText('s3cret')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.getByText('s3cret')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'I’ve copied it' }));
    await waitFor(() => expect(screen.queryByText('s3cret')).toBeNull());
    expect(calls[0]?.body).toEqual({
      name: 'Payroll',
      app_type: 'regular_web',
      first_party: false,
      redirect_uris: ['https://pay.example.org/callback'],
    });
  });

  it('refuses a redirect URI without TLS', async () => {
    const { api, calls } = fakeApi({ 'POST /clients': created });
    await renderPage(<CreateApplication opened onClose={() => undefined} />, api);
    const user = userEvent.setup();
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Payroll');
    await user.type(screen.getByLabelText('Redirect addresses, address 1'), 'http://pay.example.org/callback');
    await user.click(screen.getByRole('button', { name: 'Create' }));

    expect(await screen.findByText(/Use https URLs/)).toBeTruthy();
    expect(calls).toEqual([]);
  });
});
