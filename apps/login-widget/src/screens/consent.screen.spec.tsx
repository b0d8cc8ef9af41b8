import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { consent } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';

describe('consent', () => {
  it('says in words what is asked for, and what an API calls its own', async () => {
    await renderApp(fakeApi({ step: 'consent', consent }));

    expect(screen.getByText('Your e-mail address')).toBeDefined();
    expect(screen.getByText(/full name, first name, last name/)).toBeDefined();
    expect(screen.getByText('Read your reports')).toBeDefined();
    expect(screen.getByText('Northwind Reports')).toBeDefined();
    expect(screen.queryByText('read:reports')).toBeNull();
    expect(screen.getByText('Alice Archer')).toBeDefined();
  });

  it('is given once by its button', async () => {
    const api = fakeApi({ step: 'consent', consent });
    await renderApp(api);

    await userEvent.click(screen.getByRole('button', { name: 'Allow' }));

    expect(api.allow).toHaveBeenCalledOnce();
    expect(api.abort).not.toHaveBeenCalled();
  });

  it('may be declined', async () => {
    const api = fakeApi({ step: 'consent', consent });
    await renderApp(api);

    await userEvent.click(screen.getByRole('button', { name: 'Decline' }));

    expect(api.abort).toHaveBeenCalledOnce();
    expect(api.allow).not.toHaveBeenCalled();
    expect(screen.getByRole('heading', { name: 'Sign-in cancelled' })).toBeDefined();
  });
});
