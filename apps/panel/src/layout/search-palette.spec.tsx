import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../testing/fake-api';
import { renderPage } from '../testing/render-page';
import { client } from '../testing/samples';
import { SearchButton, SearchProvider } from './search-launcher';

const page = (items: readonly unknown[]) => ({ items, total: items.length, page: 0, pageSize: 5 });
const answers = {
  'GET /users': () => page([{ id: 'u9', name: 'Alice Adams', username: 'alice' }]),
  'GET /clients': () => page([client]),
  'GET /groups': () => page([]),
  'GET /resource-servers': () => page([]),
  'GET /certificates': () => page([]),
  'GET /gateway/apis': () => page([]),
  'GET /sign-in-methods': () => [{ id: 'm1', type: 'mtls', name: 'Alpha card' }],
};

const Where = () => {
  const { pathname, search } = useLocation();
  return <output>{pathname + search}</output>;
};

const show = async (scopes?: readonly string[]) => {
  const user = userEvent.setup();
  const { api, calls } = fakeApi(answers);
  await renderPage(
    <SearchProvider>
      <SearchButton />
      <label>
        a note <input />
      </label>
      <Where />
    </SearchProvider>,
    api,
    '/here',
    { pattern: '*', ...(scopes && { scopes }) },
  );
  return { user, calls };
};

const input = () => screen.findByRole('combobox', { name: 'Search' });
const chosen = () => screen.getByRole('option', { selected: true }).textContent;

describe('the search of the whole panel', () => {
  it('returns the focus to where it was, the first time too', async () => {
    const { user } = await show();
    await user.click(screen.getByLabelText('a note'));
    for (let round = 0; round < 2; round += 1) {
      await user.keyboard('{Control>}k{/Control}');
      await waitFor(async () => expect(document.activeElement).toBe(await input()));
      await user.keyboard('{Escape}');
      await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('a note')));
    }
  });

  it('opens with Ctrl-K, also from an input, and moves through its results by keys', async () => {
    const { user } = await show();
    await user.click(screen.getByLabelText('a note'));
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await input(), 'al');
    await screen.findByRole('option', { name: /Alice Adams/ });

    await waitFor(() => expect(chosen()).toContain('Alice Adams'));
    expect((await input()).getAttribute('aria-activedescendant')).toBe(
      screen.getByRole('option', { selected: true }).id,
    );
    await user.keyboard('{ArrowDown}');
    expect(chosen()).toContain('Payroll');
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(chosen()).toContain('Search the event log');
    await user.keyboard('{ArrowDown}{Enter}');

    expect(await screen.findByText('/admin/users/u9')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  });

  it('opens with / outside of inputs only, and closes with Escape', async () => {
    const { user } = await show();
    await user.type(screen.getByLabelText('a note'), '/');
    expect(screen.queryByRole('combobox')).toBeNull();
    await user.click(document.body);
    await user.keyboard('/');
    await input();
    await user.keyboard('{Escape}');

    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  });

  it('finds pages without accents and letter case, and asks the server once the person pauses', async () => {
    const { user, calls } = await show();
    await user.click(screen.getByRole('button', { name: /Search/ }));
    await user.type(await input(), 'OVERVÍEW');

    expect(await screen.findByRole('option', { name: 'Overview' })).toBeTruthy();
    await waitFor(() => expect(calls.some(({ path }) => path === '/users')).toBe(true));
    expect(calls.filter(({ path }) => path === '/users')).toHaveLength(1);
  });

  it('leads from a request number to its events', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name: /Search/ }));
    await user.click(await input());
    await user.paste('It says 6f9619ff-8b86-4011-b42d-00c04fc964ff.');
    await user.click(await screen.findByRole('option', { name: /Events of request/ }));

    expect(await screen.findByText('/admin/events?request=6f9619ff-8b86-4011-b42d-00c04fc964ff')).toBeTruthy();
  });

  it('asks for nothing that the person may not see', async () => {
    const { user, calls } = await show(['read:me', 'read:groups']);
    await user.click(screen.getByRole('button', { name: /Search/ }));
    await user.type(await input(), 'a');
    await waitFor(() => expect(calls.length).toBeGreaterThan(0));
    await screen.findByRole('option', { name: /Main information/ });

    expect(
      [...new Set(calls.map(({ path }) => path))].filter((path) => path !== '/sign-in-methods/type-names'),
    ).toEqual(['/groups']);
    expect(screen.queryByRole('option', { name: /event log/ })).toBeNull();
  });
});
