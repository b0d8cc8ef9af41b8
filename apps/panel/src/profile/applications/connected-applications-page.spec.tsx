import type { ConnectedApplication } from '@postern/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { ConnectedApplicationsPage } from './connected-applications-page';

const own = (scope: string) => ({ scope, api: null, description: null });
const wiki: ConnectedApplication = {
  clientId: 'wiki 1',
  name: 'Wiki',
  homepageUrl: 'https://wiki.example.test/',
  accentColor: null,
  firstParty: false,
  since: '2026-01-02T12:00:00.000Z',
  permissions: [
    own('openid'),
    own('email'),
    own('offline_access'),
    { scope: 'read:reports', api: 'Reports', description: 'read your reports' },
    { scope: 'delete:reports', api: 'Reports', description: null },
  ],
  identifiers: [],
};
const intranet = { ...wiki, clientId: 'intranet', name: 'Intranet', firstParty: true, permissions: [own('openid')] };

const show = async (applications: readonly ConnectedApplication[]) => {
  const left = [...applications];
  const fake = fakeApi({
    'GET /me/applications': () => [...left],
    'DELETE /me/applications/wiki%201': () => void left.splice(0, 1),
  });
  await renderPage(<ConnectedApplicationsPage />, fake.api);
  return fake;
};

describe('applications with access to an account', () => {
  it('are listed with the date, what they see and what they may do, in words', async () => {
    await show([wiki, intranet]);

    const [first, second] = await screen.findAllByRole('listitem');
    expect(within(first!).getByRole('link', { name: 'Wiki' }).getAttribute('href')).toBe('https://wiki.example.test/');
    expect(first!.textContent).toContain('Since Jan 2, 2026');
    const groups = within(first!)
      .getAllByRole('term')
      .map((term) => term.parentElement?.textContent);
    expect(groups).toEqual([
      'Can seewho you areyour e-mail address',
      'Can dokeep access when you’re not using it',
      'Can do, at Reportsread your reportsdelete:reports',
    ]);
    expect(first!.textContent).not.toContain('Pre-approved');
    expect(second!.textContent).toContain('Pre-approved');
  });

  it('list the identifiers that each can see', async () => {
    const permissions = [own('openid'), own('identifiers'), own('certificate')];
    await show([{ ...wiki, permissions, identifiers: ['Work card', 'Laptop'] }]);

    const groups = (await screen.findAllByRole('term')).map((term) => term.parentElement?.textContent);
    expect(groups).toEqual([
      'Can seewho you areidentifiers of yours that you releasethe certificate you sign in with',
      'Identifiers it can seeWork cardLaptop',
    ]);
  });

  it('lose access after a confirmation that names the application', async () => {
    const { calls } = await show([wiki]);
    const user = userEvent.setup();

    await user.click(await screen.findByRole('button', { name: 'Revoke the access of Wiki' }));
    expect(await screen.findByText(/It has to ask again/)).toBeTruthy();
    expect(calls.map(({ method }) => method)).not.toContain('DELETE');
    await user.click(screen.getByRole('button', { name: 'Revoke access' }));

    expect(await screen.findByText('No applications yet')).toBeTruthy();
    expect(calls).toContainEqual({ method: 'DELETE', path: '/me/applications/wiki%201', body: undefined });
  });
});
