import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi, renderApp } from '../../testing/render-app';

const account = { id: 'a', name: 'Alice Archer', username: 'alice', pictureUrl: null };
const organizations = [
  { id: 'n', name: 'North' },
  { id: 's', name: 'South' },
];
const choosing = () => fakeApi({ step: 'choose_organization', methods: [], accounts: [account], organizations });
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('a person in several organizations', () => {
  it('chooses one by keyboard', async () => {
    const api = choosing();
    await renderApp(api);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Choose an organization');

    while (document.activeElement !== button('South')) await userEvent.tab();
    await userEvent.keyboard('{Enter}');

    expect(api.chooseOrganization).toHaveBeenCalledExactlyOnceWith('s');
  });

  it('can use another account, or go back', async () => {
    const api = choosing();
    await renderApp(api);

    await userEvent.click(button('Use another account'));
    expect(api.signOut).toHaveBeenCalledExactlyOnceWith('a');
    await userEvent.click(button(/^Return to/));
    expect(api.abort).toHaveBeenCalledOnce();
  });
});
