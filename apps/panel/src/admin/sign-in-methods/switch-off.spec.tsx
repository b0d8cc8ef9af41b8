import { ApiProblem } from '@postern/api-client';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { SignInMethodsPage } from './sign-in-methods-page';

const method = (id: string, name: string, position: number) => ({
  ...{ id, name, type: 'badge', owner: 'system', description: null, icon: null, logoUrl: null },
  ...{ public: true, publicity: 'private', enabled: true, group: 'main', position, params: {}, problem: null },
  ...{
    builtIn: false,
    identifierCount: 1,
    identifierSources: [],
    overlaps: [],
    organizationId: null,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
  },
});

const show = async (people: readonly object[], more: Parameters<typeof fakeApi>[0] = {}) => {
  const { api, calls } = fakeApi({
    'GET /sign-in-methods': () => [method('m1', 'Card', 0), method('m2', 'Badge', 1)],
    'GET /sign-in-methods/types': () => [],
    'GET /sign-in-methods/m1/lock-out': () => ({ people, total: people.length }),
    'GET /me': () => ({ id: 'me', username: 'olga', name: 'Olga', role: 'owner' }),
    'PATCH /sign-in-methods/m1': (body: unknown) => body,
    ...more,
  });
  await renderPage(<SignInMethodsPage />, api);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('switch', { name: /Card/ }));
  const patches = () => calls.filter(({ method: verb }) => verb === 'PATCH');
  return { user, patches, dialog: within(await screen.findByRole('dialog')) };
};

describe('switching a sign-in method off', () => {
  it('names the people it would lock out before anything changes', async () => {
    const { user, patches, dialog } = await show([
      { id: 'me', username: 'olga', name: 'Olga' },
      { id: 'u2', username: 'adam', name: 'Adam' },
    ]);

    expect(await dialog.findByText('2 people, including you, could no longer sign in:')).toBeTruthy();
    expect(dialog.getByText('Adam (adam)')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(patches()).toEqual([]);
  });

  it('can be undone from the toast', async () => {
    const { user, patches, dialog } = await show([]);
    await user.click(dialog.getByRole('button', { name: 'Switch off' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));

    await waitFor(() =>
      expect(patches().map(({ body }) => body)).toEqual([
        { enabled: false, group: 'main', position: 0 },
        expect.objectContaining({ enabled: true, group: 'main', position: 0 }),
      ]),
    );
  });

  it('says in the dialog why the server refuses', async () => {
    const refuse = () => {
      throw new ApiProblem('sign_in_method.locks_out_owners', 409);
    };
    const { user, dialog } = await show([], { 'PATCH /sign-in-methods/m1': refuse });
    await user.click(dialog.getByRole('button', { name: 'Switch off' }));

    expect(await dialog.findByText('This would lock owners out')).toBeTruthy();
    // It offers nothing that would be refused again.
    expect(dialog.queryByRole('button', { name: 'Switch off' })).toBeNull();
  });
});
