import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { mtls, otherMethods, password } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';

describe('the list of sign-in methods', () => {
  it('renders each method by its kind, whatever its provider', async () => {
    const unheardOf = { ...password, id: 'm-new', name: 'Something new', icon: null };
    await renderApp(fakeApi({ methods: [mtls, unheardOf] }));

    expect(screen.getByRole('heading', { name: 'Sign in to Demo application' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Something new' })).toBeDefined();
  });

  it('uses a plain link where the browser must navigate', async () => {
    await renderApp(fakeApi());

    const link = screen.getByRole('link', { name: 'mTLS' });
    expect(link.getAttribute('href')).toBe('https://localhost:3443/api/mtls/sign-in?ticket=stable');
  });

  it('explains a certificate in plain words, next to the administrator’s name for the method', async () => {
    await renderApp(fakeApi());

    const description = (name: string, role: 'link' | 'button') =>
      document.getElementById(screen.getByRole(role, { name }).getAttribute('aria-describedby') ?? '')?.textContent;
    expect(description('mTLS', 'link')).toBe('Smart card, or certificate on this device');
    expect(description('Username and password', 'button')).toBeUndefined();
  });

  it('puts the certificate first, uses a default name if none is set, and links to instructions', async () => {
    await renderApp(fakeApi({ methods: [password, { ...mtls, name: null }] }));

    const link = screen.getByRole('link', { name: 'Continue with certificate' });
    expect(link.className).toContain('primary');
    expect(screen.getByRole('button', { name: 'Username and password' }).className).not.toContain('primary');
    expect(screen.getByRole('link', { name: 'No certificate?' }).getAttribute('href')).toBe('/sign-in/help');
  });

  it('puts the last used method first, and does not mention certificates if no method asks for one', async () => {
    const used = await renderApp(fakeApi({ methods: [mtls, { ...password, lastUsed: true }] }));
    expect(screen.getByRole('link', { name: 'mTLS' }).className).not.toContain('primary');
    used.unmount();

    await renderApp(fakeApi({ methods: [password] }));
    expect(screen.queryByRole('link', { name: 'No certificate?' })).toBeNull();
  });

  it('starts with the last used method, whatever its group', async () => {
    await renderApp(fakeApi({ methods: [mtls, password, { ...otherMethods[0]!, lastUsed: true }] }));

    const [first] = screen.getAllByRole('listitem');
    expect(within(first!).getByRole('link', { name: /Partner PKI\s*Last used/ })).toBeDefined();
  });

  it('shows five compact methods, and the rest on request', async () => {
    await renderApp(fakeApi({ methods: [mtls, password, ...otherMethods] }));
    expect(screen.queryByRole('link', { name: 'Old badge' })).toBeNull();

    await userEvent.click(screen.getByRole('button', { name: 'Show more ways to sign in' }));

    expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Old badge' }));
    expect(screen.getByRole('link', { name: 'Laboratory' })).toBeDefined();
  });

  it('say why the browser came back without a result', async () => {
    await renderApp(fakeApi(), { error: 'ticket.expired' as never });

    expect(screen.getByText('That took a little too long')).toBeDefined();
  });

  it('says so if there are none', async () => {
    const api = fakeApi({ methods: [] });
    await renderApp(api);

    await userEvent.click(screen.getAllByRole('button', { name: 'Back to Demo application' })[0]!);

    expect(api.abort).toHaveBeenCalledOnce();
  });
});
