import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { renderPage } from '../../../testing/render-page';
import { client, credential } from '../../../testing/samples';
import { withCredentials } from './authentication';
import { RemoveCredential } from './remove-credential';

const path = `/clients/${client.client_id}`;

const show = async (...used: readonly string[]) => {
  const { api, calls } = fakeApi({
    [`PATCH ${path}`]: () => client,
    [`DELETE ${path}/credentials/c1`]: () => undefined,
  });
  const owner = used.length > 0 ? { ...client, ...withCredentials('private_key_jwt', used) } : client;
  await renderPage(<RemoveCredential client={owner} credential={credential} onClose={() => undefined} />, api);
  await screen.findByRole('dialog');
  return { calls, user: userEvent.setup() };
};

describe('deleting a credential', () => {
  it('says where it is used, and removes it from use first', async () => {
    const { calls, user } = await show('c1', 'c2');
    expect(screen.getByText('It is used by Payroll: Signed assertion (private_key_jwt).')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Stop using and delete' }));

    expect(calls).toMatchObject([
      {
        method: 'PATCH',
        body: { client_authentication_methods: { private_key_jwt: { credentials: [{ id: 'c2' }] } } },
      },
      { method: 'DELETE', path: `${path}/credentials/c1` },
    ]);
  });

  it('is not offered for the last one in use', async () => {
    await show('c1');

    expect(screen.getByText(/It is the only one/)).toBeTruthy();
    expect(
      within(screen.getByRole('dialog'))
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['Close']);
  });

  it('needs no extra step for one that is not in use', async () => {
    const { calls, user } = await show();
    await user.click(screen.getByRole('button', { name: 'Delete' }));

    expect(calls).toMatchObject([{ method: 'DELETE' }]);
  });
});
