import { panelClientId } from '@postern/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { renderPage } from '../../../testing/render-page';
import { client } from '../../../testing/samples';
import { SettingsTab } from './settings-tab';

const certificate = 'urn:postern:acr:certificate';
const panel = {
  ...client,
  client_id: panelClientId,
  name: 'Postern',
  built_in: true,
  role_acr_values: { manager: [certificate] },
};

const show = async (role: string) => {
  const { api, calls } = fakeApi({
    'GET /me': () => ({ id: 'me', username: 'olga', name: 'Olga', role }),
    [`PATCH /clients/${panelClientId}`]: () => panel,
  });
  await renderPage(<SettingsTab client={panel} />, api);
  return { user: userEvent.setup(), calls };
};

describe('the levels required to administer', () => {
  it('are shown in words for each role', async () => {
    await show('administrator');

    const section = (await screen.findByRole('heading', { name: 'What it takes to administer' })).closest('section')!;
    expect(within(section).getByText('Manager').nextSibling?.textContent).toBe('Certificate');
    expect(within(section).getByText('Owner').nextSibling?.textContent).toBe('Any');
  });

  it('can be changed by owners, per role', async () => {
    const { user, calls } = await show('owner');

    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    const form = within(await screen.findByRole('dialog'));
    await user.click(form.getByLabelText('Administrator', { selector: 'input' }));
    await user.click(await screen.findByRole('option', { name: 'Password' }));
    await user.click(form.getByRole('button', { name: 'Save' }));

    await waitFor(() =>
      expect(calls.find(({ method }) => method === 'PATCH')?.body).toEqual({
        role_acr_values: { owner: [], administrator: ['urn:postern:acr:password'], manager: [certificate] },
      }),
    );
  });

  it('cannot be changed by anyone else', async () => {
    await show('administrator');

    await screen.findByRole('heading', { name: 'What it takes to administer' });
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  });
});
