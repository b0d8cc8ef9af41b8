import type { UserImport } from '@postern/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { ImportUsersPage } from './import-users-page';
import { UserImportPage } from './user-import-page';

const imported: UserImport = {
  ...{ id: 'i1', state: 'ready', format: 'csv', name: 'people.csv', methodId: null, lines: 2, processed: 2 },
  ...{ counts: { create: 1, update: 0, unchanged: 0, refused: 1 }, code: null, createdAt: '2026-11-30T12:00:00Z' },
};
const lines = [
  { line: 2, username: 'ada', name: 'Ada', verdict: 'create', code: null, message: null, done: true },
  {
    line: 3,
    username: 'bob',
    name: 'Bob',
    verdict: 'refused',
    code: 'account.email_taken',
    message: 'email: b@x.test',
    done: true,
  },
];

describe('the page of an import', () => {
  it('shows the outcome for each line and its reason, and applies it on request', async () => {
    let state: UserImport['state'] = 'ready';
    const { api, calls } = fakeApi({
      'GET /user-imports/i1': () => ({ ...imported, state }),
      'GET /user-imports/i1/lines': () => lines,
      'POST /user-imports/i1/apply': () => {
        state = 'done';
        return { ...imported, state };
      },
    });
    await renderPage(<UserImportPage />, api, '/import/i1', { pattern: '/import/:id' });

    expect(await screen.findByText(/e-mail address is taken/i)).toBeDefined();
    expect(screen.getByText(/b@x\.test/)).toBeDefined();
    expect(screen.getByText(/Nothing has been changed yet/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Apply changes' }));

    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('Done'));
    expect(calls.filter((call) => JSON.stringify(call).includes('apply'))).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Apply changes' })).toBeNull();
    expect(screen.getByRole('row', { name: /ada/ }).textContent).toContain('Created');
  });
});

describe('the upload page', () => {
  it('asks for the source of usernames only for an archive', async () => {
    const { api } = fakeApi({
      'GET /sign-in-methods': () => [{ id: 'm1', name: 'Staff', builtIn: false }],
      'GET /user-imports': () => [imported],
    });
    await renderPage(<ImportUsersPage />, api);
    const choose = async (name: string) => {
      const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
      await userEvent.upload(input, new File(['x'], name), { applyAccept: false });
    };

    expect(await screen.findByRole('link', { name: 'people.csv' })).toBeDefined();
    await choose('people.csv');
    expect(screen.queryByRole('textbox', { name: /Username in the certificate/ })).toBeNull();
    await choose('people.zip');
    expect(await screen.findByRole('textbox', { name: /Username in the certificate/ })).toBeDefined();
  });
});
