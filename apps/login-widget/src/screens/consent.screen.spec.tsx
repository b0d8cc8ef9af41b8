import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { consent, oldCard, workCard } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';

describe('consent', () => {
  it('describes the requested permissions, using an API’s own texts for its scopes', async () => {
    await renderApp(fakeApi({ step: 'consent', consent }));

    expect(screen.getByText('Your e-mail address')).toBeDefined();
    expect(screen.getByText(/full name, first name, last name/)).toBeDefined();
    expect(screen.getByText(/, Desk number$/)).toBeDefined();
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

  it('can be declined', async () => {
    const api = fakeApi({ step: 'consent', consent });
    await renderApp(api);

    await userEvent.click(screen.getByRole('button', { name: 'Decline' }));

    expect(api.abort).toHaveBeenCalledOnce();
    expect(api.allow).not.toHaveBeenCalled();
    expect(screen.getByRole('heading', { name: 'Sign-in cancelled' })).toBeDefined();
  });

  it('lists each identifier and leaves out the unticked ones', async () => {
    const api = fakeApi({ step: 'consent', consent: { ...consent, identifiers: [workCard, oldCard] } });
    await renderApp(api);
    const box = (name: RegExp) => screen.getByRole('checkbox', { name });
    expect(box(/^Work card.*5F3A91BC04D27E6618A0/).matches(':checked')).toBe(true);
    expect(box(/^Old card/).matches(':checked')).toBe(false);

    await userEvent.click(box(/^Work card/));
    await userEvent.click(box(/^Old card/));
    await userEvent.click(screen.getByRole('button', { name: 'Allow' }));

    expect(api.allow).toHaveBeenCalledWith(['i-2']);
  });

  it('names a required certificate, which cannot be unticked', async () => {
    const required = { ...workCard, required: true, released: false };
    const api = fakeApi({ step: 'consent', consent: { ...consent, scopes: [], identifiers: [required] } });
    await renderApp(api);

    expect(
      screen.getByRole('heading', { name: 'Demo application needs to know which certificate you use' }),
    ).toBeDefined();
    expect(screen.queryByRole('checkbox')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Allow from now on' }));

    expect(api.allow).toHaveBeenCalledWith(['i-1']);
  });
});
