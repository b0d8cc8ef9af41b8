import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { SessionContext } from '../session/session-context';
import { fakeApi } from '../testing/fake-api';
import { renderPage } from '../testing/render-page';
import { owner } from '../testing/samples';
import { NavFooter } from './nav-footer';

it('says which language and which appearance is chosen, also to screen readers', async () => {
  const user = userEvent.setup();
  const { api } = fakeApi({ 'GET /me': () => owner });
  await renderPage(
    <SessionContext value={{} as never}>
      <NavFooter />
    </SessionContext>,
    api,
  );

  await user.click(screen.getByRole('button', { name: 'Appearance' }));
  expect((await screen.findByRole('menuitemradio', { name: 'System' })).getAttribute('aria-checked')).toBe('true');
  await user.click(await screen.findByRole('menuitemradio', { name: 'Dark' }));
  await user.click(screen.getByRole('button', { name: 'Appearance' }));
  expect((await screen.findByRole('menuitemradio', { name: 'Dark' })).getAttribute('aria-checked')).toBe('true');
  await user.click(await screen.findByRole('menuitemradio', { name: 'System' }));
});
