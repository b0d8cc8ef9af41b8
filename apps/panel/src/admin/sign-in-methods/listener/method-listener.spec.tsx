import type { ListenerReport, MethodListenerStatus } from '@postern/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { renderPage } from '../../../testing/render-page';
import { MethodListener } from './method-listener';

const served: MethodListenerStatus = {
  state: 'served',
  origin: 'https://acme.mtls.example.org',
  wanted: null,
  since: null,
  reason: null,
  files: null,
};
const report: ListenerReport = {
  origin: served.origin,
  checkedAt: new Date().toISOString(),
  checks: [
    { name: 'reachable', outcome: 'ok', detail: null },
    { name: 'names', outcome: 'failed', detail: null },
  ],
  names: { sent: ['CN=Old CA'], missing: ['CN=New CA'], extra: ['CN=Old CA'], octets: 20 },
};

const show = async (status: MethodListenerStatus, answers: Parameters<typeof fakeApi>[0] = {}) => {
  const { api, calls } = fakeApi({ 'GET /sign-in-methods/m/listener': () => status, ...answers });
  await renderPage(<MethodListener methodId="m" />, api);
  return { calls, user: userEvent.setup() };
};

describe('the certificate listener of a method', () => {
  it('is checked when asked, and names what differs and what to do', async () => {
    const { user, calls } = await show(served, { 'POST /sign-in-methods/m/listener/check': () => report });
    await user.click(await screen.findByText('Certificate listener'));
    await user.click(screen.getByRole('button', { name: 'Check listener' }));

    expect(await screen.findByText('Missing in the handshake: 1')).toBeTruthy();
    expect(screen.getByText('CN=New CA')).toBeTruthy();
    expect(screen.getByText(/Wait a moment and check again/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Check again' })).toBeTruthy();
    expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('says since when the agent is away, unfolded', async () => {
    const since = new Date(Date.now() - 7_200_000).toISOString();
    await show({ ...served, state: 'away', since, reason: 'connect ENOENT' });

    expect((await screen.findByText('2 hours ago')).closest('details')?.open).toBe(true);
    expect(screen.getByText('connect ENOENT')).toBeTruthy();
  });

  it('has what to put into Nginx where nothing manages it', async () => {
    await show({ ...served, state: 'unmanaged', files: { 'servers.conf': 'server {}\n' } });

    expect(await screen.findByRole('region', { name: 'servers.conf' })).toBeTruthy();
  });

  it('is not shown for a method that asks for none', async () => {
    const { calls } = await show(served, {
      'GET /sign-in-methods/m/listener': () => {
        throw new Error('none');
      },
    });

    await waitFor(() => expect(calls).toHaveLength(1));
    await expect(screen.findByText('Certificate listener', {}, { timeout: 300 })).rejects.toThrow();
  });
});
