import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { Entries, type RefusedPage } from '../../testing/entries.js';
import { TestParty } from '../../testing/relying-party.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let holders: CardHolders;
let alice: CardHolder;
let entries: Entries;

beforeAll(async () => {
  server = await TestServer.start();
  holders = await CardHolders.with(server);
});
afterAll(() => server?.stop());

beforeEach(async () => {
  alice = await holders.add();
  entries = new Entries(holders, await TestParty.register(server, { first_party: true }));
});

const refused = async (browser = new Browser()) => {
  const { page } = await entries.enter(alice, browser);
  const ask = (message?: string) =>
    browser.post(server, `/api/interaction/${page!.uid}/access-request`, message === undefined ? {} : { message });
  return { page: page as RefusedPage, browser, ask };
};
const requests = async () => (await entries.manage('GET', 'access-requests')).body.items;

describe('a refused person', () => {
  it('is told whom to ask, and may ask only where that is on', async () => {
    await entries.allow({ mode: 'members', contact: 'it@example.test' });
    const { page, ask } = await refused();

    expect(page.refusal).toMatchObject({ contact: 'it@example.test', mayAsk: false });
    expect((await ask()).status).toBe(404);
    expect(await requests()).toEqual([]);
  });

  it('asks once; the request is answered in the panel, and they enter', async () => {
    await entries.allow({ mode: 'members', requests: true });
    const { ask, browser } = await refused();
    expect((await ask('I work in ward 7.')).status).toBe(204);
    expect((await ask('Again!')).status).toBe(204);

    const [request, ...others] = await requests();
    expect(others).toEqual([]);
    expect(request).toMatchObject({ state: 'open', message: 'I work in ward 7.', person: { id: alice.id } });
    expect((await refused(browser)).page.refusal.asked).toMatchObject({ state: 'open' });
    const answer = () => entries.manage('POST', `access-requests/${request.id}/answer`, { state: 'granted' });
    expect([(await answer()).status, (await answer()).body?.code]).toEqual([204, 'access_request.not_found']);
    expect(await entries.reason(alice, browser)).toBe(null);
  });

  it('does not ask again on the day of a refusal, nor more than ten applications a day', async () => {
    await entries.allow({ mode: 'members', requests: true });
    const { ask, browser } = await refused();
    await ask();
    const [{ id }] = await requests();
    await entries.manage('POST', `access-requests/${id}/answer`, { state: 'refused' });

    expect((await ask()).status).toBe(429);
    expect((await refused(browser)).page.refusal.asked).toMatchObject({ state: 'refused' });
    await server.sql(`update access_request set created_at = now() - interval '25 hours' where id = $1`, [id]);
    expect((await ask()).status).toBe(204);
    await server.sql(
      `insert into access_request (client_id, account_id, state, answered_at)
       select client_id, account_id, 'granted', now() from access_request cross join generate_series(1, 9) where state = 'open' and account_id = $1`,
      [alice.id],
    );
    entries = new Entries(holders, await TestParty.register(server, { first_party: true }));
    await entries.allow({ mode: 'members', requests: true });
    expect((await (await refused(browser)).ask()).status).toBe(429);
  });

  it('asks once however often the browser sends it at the same moment', async () => {
    await entries.allow({ mode: 'rule', rule: { roles: ['owner'] }, requests: true });
    const { ask } = await refused();
    await Promise.all(Array.from({ length: 6 }, () => ask()));

    expect(await requests()).toHaveLength(1);
  });

  it('may not ask while blocked, from another browser, or without being refused', async () => {
    await entries.allow({ mode: 'members', requests: true });
    const { page, browser } = await refused();
    const path = `/api/interaction/${page.uid}/access-request`;
    expect((await new Browser().post(server, path, {})).status).toBe(404);
    await entries.manage('POST', `members/${alice.id}/block`);

    expect((await browser.post(server, path, {})).status).toBe(404);
    expect(await requests()).toEqual([]);
    const blocked = await refused(browser);
    expect(blocked.page.refusal).toMatchObject({ reason: 'blocked', mayAsk: false });
    expect((await blocked.ask()).status).toBe(404);
    const { page: other } = await holders.open(entries.party, new Browser());
    expect((await browser.post(server, `/api/interaction/${other!.uid}/access-request`, {})).status).toBe(404);
  });

  it('is not admitted by an answer to the request of another application', async () => {
    await entries.allow({ mode: 'members', requests: true });
    await (await refused()).ask();
    const [{ id }] = await requests();
    const other = new Entries(holders, await TestParty.register(server, { first_party: true }));

    const { status } = await other.manage('POST', `access-requests/${id}/answer`, { state: 'granted' });

    expect(status).toBe(404);
    expect(await entries.reason(alice)).toBe('members');
  });
});
