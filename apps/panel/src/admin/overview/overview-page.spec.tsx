import { ApiProblem } from '@postern/api-client';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { client, owner } from '../../testing/samples';
import { OverviewPage } from './overview-page';
import { endOf, ranges, spansOf } from './periods';

/** Fixed: an hour that ends between two lines would move every period. */
const now = new Date(2026, 4, 31, 17, 20);
const to = endOf('day', now);
const [from, last] = [new Date(to.getTime() - 24 * 3_600_000), new Date(to.getTime() - 3_600_000)].map((at) =>
  at.toISOString(),
) as [string, string];
const card = { id: 'm1', type: 'mtls', name: 'Staff card' };
const items = [
  { from, type: 'sign_in.succeeded', method: card, code: null, count: 1200 },
  { from: last, type: 'sign_in.succeeded', method: card, code: null, count: 34 },
  { from: last, type: 'sign_in.failed', method: card, code: 'certificate.expired', count: 5 },
  { from: last, type: 'sign_in.failed', method: card, code: 'certificate.revoked', count: 7 },
];
const countsPath = `/audit-events/counts?${new URLSearchParams({ to: to.toISOString(), hours: '1', periods: '24' })}`;
const types = ['sign_in.succeeded', 'sign_in.failed', 'client.authentication_failed', 'token.exchange_refused'];
const decisionsPath = countsPath.replace('/audit-events', '/gateway/decisions');
const none = { items: [], total: 0, page: 0, pageSize: 1 };
const answers = {
  'GET /me': () => owner,
  'GET /me/identifiers': () => [],
  [`GET ${countsPath}&${types.map((type) => `type=${type}`).join('&')}`]: () => ({
    ...{ from, to: to.toISOString(), hours: 1 },
    items,
  }),
  'GET /audit-events': () => ({
    items: [
      {
        ...{ id: '77', at: last, type: 'sign_in.failed', account: null, actor: null, clientId: null, clientName: null },
        ...{ method: card, code: 'certificate.expired', address: '192.0.2.1', userAgent: null, requestId: null },
        details: { name: 'Alice Adams' },
      },
    ],
    next: null,
  }),
  'GET /certificates': () => ({ ...none, total: 3 }),
  'GET /users': () => ({ ...none, total: 1 }),
  'GET /clients': () => ({ ...none, items: [client], total: 1 }),
  'GET /sign-in-methods': () => [{ ...card, enabled: true, builtIn: false }],
  'GET /gateway/status': () => ({ enabled: false }),
};

const show = async (options: { scopes?: readonly string[] } = {}, more: Record<string, () => unknown> = {}) => {
  const api = fakeApi({ ...answers, ...more });
  await renderPage(<OverviewPage />, api.api, '/admin/overview', options);
  return api;
};

beforeEach(() => void vi.useFakeTimers({ now, toFake: ['Date'] }));

const region = (name: string) => screen.findByRole('region', { name });
const linkIn = async (place: HTMLElement, name: RegExp | string) =>
  new URL((await within(place).findByRole('link', { name })).getAttribute('href') ?? '', 'https://panel.test')
    .searchParams;

describe('the overview', () => {
  beforeEach(() => localStorage.clear());

  it('adds up sign-ins by method, and leads to them', async () => {
    await show();
    const chart = await region('Sign-ins by method');

    expect(await within(chart).findByText('1,234')).toBeTruthy();
    expect(Object.fromEntries(await linkIn(chart, 'Staff card'))).toEqual({
      ...{ type: 'sign_in.succeeded', method: 'm1', from, to: to.toISOString() },
    });
    expect((await linkIn(chart, 'Refused')).get('type')).toBe('sign_in.failed');
  });

  it('has every figure of the chart in a table, whose rows lead to their hour', async () => {
    await show();
    const chart = await region('Sign-ins by method');
    await within(chart).findByText('1,234');
    const rows = within(chart).getAllByRole('row', { hidden: true });

    expect(rows).toHaveLength(25);
    const cells = [...rows.at(-1)!.querySelectorAll('td')].map(({ textContent }) => textContent);
    expect(cells).toEqual(['34', '12']);
    const link = new URL(rows.at(-1)!.querySelector('a')!.href).searchParams;
    expect([link.get('from'), link.get('to')]).toEqual([last, to.toISOString()]);
  });

  it('names reasons by frequency, and leads to their events', async () => {
    await show();
    const reasons = await region('Why access was refused');
    const links = await within(reasons).findAllByRole('link');

    expect(links.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('revoked'),
      expect.stringContaining('expired'),
    ]);
    expect((await linkIn(reasons, /expired/)).get('code')).toBe('certificate.expired');
  });

  it('tells who was refused last, and opens the event that explains it', async () => {
    await show();

    const query = await linkIn(await region('Latest refused sign-ins'), 'Alice Adams');

    expect(query.get('event')).toBe('77');
  });

  it('shows a manager of certificates only what they may read', async () => {
    const { calls } = await show({ scopes: ['read:me', 'read:certificates'] });
    await region('Expiring certificates');

    expect(screen.queryByRole('region', { name: 'Sign-ins by method' })).toBeNull();
    expect(calls.map(({ path }) => path).filter((path) => /audit|gateway/.test(path))).toEqual([]);
  });

  it('says what prevents the figures from being shown', async () => {
    await show(
      {},
      {
        [Object.keys(answers).find((key) => key.includes('type=sign_in'))!]: () => {
          throw new ApiProblem('server.error', 500);
        },
      },
    );

    expect(await screen.findByRole('alert')).toBeTruthy();
  });

  it('draws what a gateway allowed and refused', async () => {
    await show(
      {},
      {
        'GET /gateway/status': () => ({ enabled: true, serving: 1, wanted: 1 }),
        [`GET ${decisionsPath}`]: () => ({
          ...{ from, to: to.toISOString(), hours: 1 },
          items: [
            { from: last, api: null, code: null, count: 90 },
            { from: last, api: null, code: 'gateway.not_uploaded', count: 11 },
          ],
        }),
      },
    );
    const gateway = await region('Gateway decisions');

    expect(await within(gateway).findAllByText('90')).not.toHaveLength(0);
    expect((await linkIn(gateway, 'Refused')).get('type')).toBe('gateway.call_refused');
  });
});

describe('the first steps', () => {
  beforeEach(() => localStorage.clear());

  it('follow what is there, and stay away once the person hides them', async () => {
    const user = userEvent.setup();
    await show();
    const steps = await region('First steps');

    expect(within(steps).getByText('3 of 6 done')).toBeTruthy();
    expect((within(steps).getByRole('link', { name: 'Add a second owner' }) as HTMLAnchorElement).search).toBe(
      '?role=owner',
    );
    await user.click(within(steps).getByRole('button', { name: 'I have a backup' }));
    expect(within(steps).getByText('4 of 6 done')).toBeTruthy();
    await user.click(within(steps).getByRole('button', { name: 'Hide' }));
    expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull();
    expect(localStorage.getItem('postern.first-steps.u1')).not.toBeNull();
  });

  it('are only those that the person may take', async () => {
    await show({ scopes: ['read:me', 'read:certificates', 'read:users'] });
    await region('Expiring certificates');

    expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull();
  });
});

describe('periods', () => {
  it.each(['day', 'week', 'month'] as const)('of a %s end after now, at a multiple of their hours', (range) => {
    const end = endOf(range, new Date(2026, 4, 31, 17, 20));

    expect([end.getHours() % ranges[range].hours, end.getMinutes()]).toEqual([0, 0]);
    expect(end.getTime()).toBeGreaterThan(new Date(2026, 4, 31, 17, 20).getTime());
  });

  it('begin at the hour when the one before ends', () => {
    expect(endOf('day', new Date(2026, 4, 31, 17))).toEqual(new Date(2026, 4, 31, 18));
    expect(spansOf({ from, to: to.toISOString(), hours: 6 })).toHaveLength(4);
  });
});
