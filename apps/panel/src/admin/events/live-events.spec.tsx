import { ApiProblem } from '@postern/api-client';
import type { AuditEvent } from '@postern/contracts';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as downloads from '../../api/use-download';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { EventsPage } from './events-page';

const event = (id: number): AuditEvent => ({
  ...{ id: `${id}`, at: '2026-03-01T10:00:00.000Z', type: 'account.created', code: null, details: {} },
  ...{ account: { id: `u${id}`, username: `user${id}`, name: `Person ${id}` }, clientId: null, clientName: null },
  ...{ method: null, address: null, userAgent: null, requestId: null },
});

let newest: number;
let fails: boolean;
let looks: number;
const page = () => {
  looks += 1;
  if (fails) throw new ApiProblem('token.invalid', 401);
  return { items: Array.from({ length: Math.min(newest, 50) }, (_, index) => event(newest - index)), next: null };
};
const open = async () => {
  const { api } = fakeApi({
    'GET /audit-events': page,
    'GET /clients': () => [],
    'GET /sign-in-methods': () => [],
    'GET /users': () => ({ items: [], total: 0, page: 0, pageSize: 20 }),
  });
  await renderPage(<EventsPage />, api, '/admin/events');
  await screen.findByText('Person 3');
};
const wait = (milliseconds: number) => act(async () => void (await vi.advanceTimersByTimeAsync(milliseconds)));

describe('the event log while it is open', () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    [newest, fails, looks] = [3, false, 0];
    vi.spyOn(downloads, 'useDownload').mockReturnValue(async () => undefined);
  });
  afterEach(() => vi.useRealTimers());

  it('adds new events at the top and announces their number politely', async () => {
    await open();
    newest = 5;
    await wait(6000);

    const names = screen.getAllByText(/^Person \d$/).map(({ textContent }) => textContent);
    expect(names).toEqual(['Person 5', 'Person 4', 'Person 3', 'Person 2', 'Person 1']);
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain('2 new events');
  });

  it('reloads the list if more events happened than one request returns', async () => {
    await open();
    newest = 90;
    await wait(6000);

    expect(screen.getByText('Person 90')).toBeTruthy();
    expect(screen.queryByText('Person 3')).toBeNull();
  });

  it('sends no requests while paused', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    await open();
    await user.click(screen.getByRole('button', { name: 'Live · Pause' }));
    const before = looks;
    newest = 4;
    await wait(20_000);
    expect(looks).toBe(before);

    await user.click(screen.getByRole('button', { name: 'Paused · Resume' }));
    await wait(1000);
    expect(screen.getByText('Person 4')).toBeTruthy();
  });

  it('stops when the session has ended', async () => {
    await open();
    fails = true;
    await wait(6000);
    const before = looks;
    await wait(20_000);

    expect(looks).toBe(before);
    expect(screen.getByRole('button', { name: 'Paused · Resume' })).toBeTruthy();
  });
});
