import type { ProfileFieldRecord } from '@postern/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { owner } from '../../testing/samples';
import { ProfileFieldsPage } from './profile-fields-page';

const team: ProfileFieldRecord = {
  ...{ id: 'f1', key: 'team', kind: 'text', labels: { en: 'Team', de: 'Gruppe' }, options: [] },
  ...{ unique: false, certificateKey: false, shown: true, editable: true, claim: 'team', scope: 'profile' },
  ...{ createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' },
};
const badge = { type: 'mtls', id: 'm1', name: 'Badge' };

const open = async (answers: Parameters<typeof fakeApi>[0] = {}) => {
  const { api, calls } = fakeApi({
    'GET /me': () => owner,
    'GET /profile-fields': () => [team],
    'GET /profile-fields/applications': () => [{ clientId: 'c1', name: 'Intranet' }],
    ...answers,
  });
  await renderPage(<ProfileFieldsPage />, api);
  await screen.findByText('Team');
  return calls;
};
const askDeletion = async () => {
  await userEvent.click(screen.getByRole('button', { name: 'More actions for Team' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  return screen.findByRole('dialog', { name: 'Delete Team?' });
};

describe('the profile fields', () => {
  it('are deleted after a question that names the number of people with a value', async () => {
    const calls = await open({
      'GET /profile-fields/f1/usage': () => ({ people: 1240, methods: [] }),
      'DELETE /profile-fields/f1': () => undefined,
    });
    const dialog = await askDeletion();
    await within(dialog).findByText(/^1,?240 people have a value\. All values will be deleted\.$/);

    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));

    await waitFor(() => expect(calls.some(({ path }) => path === '/profile-fields/f1')).toBe(true));
  });

  it('are not deleted while a method has a rule for them', async () => {
    await open({ 'GET /profile-fields/f1/usage': () => ({ people: 3, methods: [badge] }) });
    const dialog = await askDeletion();

    await within(dialog).findByText(/Sign-in methods with a rule for this field: Badge\./);
    expect(within(dialog).queryByRole('button', { name: 'Delete' })).toBeNull();
  });

  it('warn which applications receive or lose a claim when it changes', async () => {
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Edit Team' }));
    const form = await screen.findByRole('dialog', { name: 'Edit Team' });
    expect(within(form).queryByText(/Intranet/)).toBeNull();

    await userEvent.clear(within(form).getByRole('textbox', { name: /^Claim/ }));
    await userEvent.type(within(form).getByRole('textbox', { name: /^Claim/ }), 'crew');

    await within(form).findByText('These applications will receive “crew”');
    await within(form).findByText('These applications may rely on the claim “team”');
    expect(within(form).getByRole<HTMLInputElement>('textbox', { name: /^Key/ }).disabled).toBe(true);
  });
});
