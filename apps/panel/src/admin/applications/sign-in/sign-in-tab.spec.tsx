import type { ApplicationSignInMethod, ClientRecord } from '@postern/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { renderPage } from '../../../testing/render-page';
import { SignInTab } from './sign-in-tab';

const method = (id: string, name: string, change: Partial<ApplicationSignInMethod> = {}): ApplicationSignInMethod => ({
  ...{ id, name, type: 'badge', owner: 'system', description: null, icon: null, logoUrl: null, public: true },
  ...{
    builtIn: false,
    enabled: true,
    group: 'main',
    position: 0,
    fallback: false,
    required: null,
    requiredFrom: null,
    requirable: true,
    problem: null,
    ...change,
  },
});
const methods = [
  method('m1', 'Card'),
  method('m2', 'Own card', { owner: 'application', position: 1 }),
  method('m3', 'Password', { enabled: false, builtIn: true }),
];
const at = '/clients/shop/sign-in-methods';

const show = async (follows: boolean, list = methods) => {
  const { api, calls } = fakeApi({
    [`GET ${at}`]: () => ({ follows, methods: list }),
    'GET /sign-in-methods/types': () => [],
    'GET /sign-in-methods/type-names': () => ({}),
    [`PATCH ${at}/m1`]: () => ({ follows: false, methods: list }),
    [`PATCH ${at}/m3`]: () => ({ follows: false, methods: list }),
    [`DELETE ${at}`]: () => ({ follows: true, methods: list }),
    'GET /me': () => ({ id: 'me', username: 'olga', name: 'Olga', role: 'owner' }),
  });
  await renderPage(<SignInTab client={{ client_id: 'shop', name: 'Shop' } as ClientRecord} />, api);
  await screen.findByText('Own card');
  const changes = () =>
    calls.filter(({ method: verb }) => verb !== 'GET').map(({ method: verb, body }) => [verb, body]);
  return { user: userEvent.setup(), changes };
};

describe('the sign-in methods of an application', () => {
  it('are in their groups, each with its owner; only own ones can be configured', async () => {
    await show(true);

    expect(screen.getByText(/follows the system’s list/)).toBeTruthy();
    const main = within(screen.getByRole('region', { name: 'Main' }));
    expect(main.getAllByText(/^(System|This application)$/).map(({ textContent }) => textContent)).toEqual([
      'System',
      'This application',
    ]);
    expect(screen.getAllByRole('button', { name: /^Configure/ })).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Follow the system’s list' })).toBeNull();
  });

  it('are switched and moved for this application alone', async () => {
    const { user, changes } = await show(true);

    await user.click(screen.getByRole('switch', { name: 'Card switched on' }));
    await user.click(screen.getByRole('switch', { name: 'Password switched on' }));
    screen.getByRole('button', { name: 'Move Card' }).focus();
    await user.keyboard('{ArrowDown}');

    expect(changes()).toEqual([
      ['PATCH', { enabled: false }],
      ['PATCH', { enabled: true, group: 'main' }],
      ['PATCH', { enabled: true, group: 'main', position: 1 }],
    ]);
  });

  it('follow the system’s list again once the administrator has confirmed it', async () => {
    const { user, changes } = await show(false);

    await user.click(screen.getByRole('button', { name: 'Follow the system’s list' }));
    expect(changes()).toEqual([]);
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Follow the system’s list' }));

    expect(changes()).toEqual([['DELETE', undefined]]);
  });

  it('say why the password is on when it was switched on by itself', async () => {
    await show(false, [
      ...methods.slice(0, 2),
      method('m3', 'Password', { builtIn: true, fallback: true, position: 2 }),
    ]);

    expect(screen.getByText('Switched on because no other method was left.')).toBeTruthy();
  });

  it('are required from everyone, at once or from a day on, where people can add them', async () => {
    const { user, changes } = await show(false, [
      method('m1', 'Card'),
      method('m2', 'Own card', { owner: 'application', position: 1, requirable: false }),
      method('m3', 'Badge', { required: 'one', position: 2 }),
    ]);
    expect(screen.getByText('Required: one of these')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'More actions for Own card' }));
    expect(screen.queryByRole('menuitem', { name: 'Require an identifier' })).toBeNull();
    await user.keyboard('{Escape}');

    await user.click(screen.getByRole('button', { name: 'More actions for Card' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Require an identifier' }));
    await user.click(await screen.findByRole('radio', { name: 'Everyone must have one' }));
    await user.type(screen.getByLabelText('From (optional)'), '2030-05-01');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(changes()).toEqual([
      ['PATCH', { required: 'each', requiredFrom: new Date('2030-05-01T00:00').toISOString() }],
    ]);
  });
});
