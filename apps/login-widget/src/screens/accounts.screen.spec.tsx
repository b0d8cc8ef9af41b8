import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { alice, bob, view } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';
import { leaveTo } from '../interaction/leave-to';

const choosing = { step: 'choose_account', accounts: [alice, bob] } as const;

describe('the choice of an account', () => {
  it('continues with the pressed account', async () => {
    const api = fakeApi(choosing);
    await renderApp(api);

    await userEvent.click(screen.getByRole('button', { name: /^Bob Baker/ }));

    expect(api.useAccount).toHaveBeenCalledWith('a-2');
    expect(leaveTo).toHaveBeenCalledWith('/oidc/auth/Zk3vA1sQ0p');
  });

  it('signs one account out and shows the remaining ones', async () => {
    const api = fakeApi(choosing);
    await renderApp(api);
    api.view.mockResolvedValue(view({ ...choosing, accounts: [bob] }));

    await userEvent.click(screen.getByRole('button', { name: 'Sign Alice Archer out of this browser' }));

    expect(api.signOut).toHaveBeenCalledWith('a-1');
    expect(screen.queryByRole('button', { name: /^Alice Archer/ })).toBeNull();
    expect(screen.getByRole('button', { name: /^Bob Baker/ })).toBeDefined();
  });

  it('shows the sign-in methods for another person', async () => {
    await renderApp(fakeApi(choosing));

    await userEvent.click(screen.getByRole('button', { name: 'Use another account' }));

    expect(screen.getByRole('link', { name: 'mTLS' })).toBeDefined();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  });
});
