import { ClientSeeder } from '@postern/clients';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { Entries, type RefusedPage } from '../../testing/entries.js';
import { TestParty } from '../../testing/relying-party.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

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
const set = (change: object) => server.manage('PATCH', 'system-settings', change);
afterEach(() => set({ maintenance: false, sessionIdle: 1_209_600, sessionAbsolute: 7_776_000 }));

describe('maintenance', () => {
  it('lets owners and administrators in only, also to the panel, and says so before anybody signs in', async () => {
    await set({ maintenance: true, maintenanceTexts: { en: 'Back at noon.' } });
    await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
    const panel = new Entries(holders, TestParty.panel(server));
    const [owner, administrator, manager] = [
      await holders.add('owner'),
      await holders.add('administrator'),
      await holders.add('manager'),
    ];

    for (const application of [entries, panel]) {
      expect(await application.reason(alice)).toBe('maintenance');
      expect(await application.reason(manager)).toBe('maintenance');
      expect(await application.reason(administrator)).toBe(null);
      expect(await application.reason(owner)).toBe(null);
    }
    const { page } = await entries.enter(alice);
    expect(page).toMatchObject({ maintenance: { en: 'Back at noon.' }, refusal: { mayAsk: false } });
    expect((page as RefusedPage).methods).toEqual([]);
  });

  it('leaves applications their tokens: they are told to come back, and go on afterwards', async () => {
    const tokens = await entries.tokens(alice);
    await set({ maintenance: true });

    expect((await entries.refresh(tokens.refresh_token)).error).toBe('temporarily_unavailable');
    expect(await entries.userinfo(tokens.access_token)).toBe(503);
    await set({ maintenance: false });
    expect(await entries.userinfo(tokens.access_token)).toBe(200);
    expect((await entries.refresh(tokens.refresh_token)).refresh_token).toEqual(expect.any(String));
  });

  it('is nothing that the health endpoint notices', async () => {
    await set({ maintenance: true });

    expect((await server.send('/health/ready')).status).toBe(200);
  });
});

describe('the life of sessions', () => {
  it('ends with the time after the last proof, and shorter times end open sessions', async () => {
    const { browser } = await entries.enter(alice);
    expect((await entries.enter(alice, browser)).page).toBe(undefined);
    await server.sql(
      `update oidc_artifact set payload = jsonb_set(payload, '{loginTs}', to_jsonb(extract(epoch from now())::int - 90000))
       where model = 'Session' and account_id = $1`,
      [alice.id],
    );
    await set({ sessionAbsolute: 86_400 });

    expect((await holders.open(entries.party, browser)).page?.step).toBe('sign_in');
  });

  it('is extended by each use, up to the time without use', async () => {
    await set({ sessionIdle: 3600 });
    const secondsLeft = async () => {
      const [session] = await server.sql<{ left: number }>(
        `select extract(epoch from expires_at - now())::int as left from oidc_artifact
         where model = 'Session' and account_id = $1`,
        [alice.id],
      );
      return session!.left;
    };
    const { browser } = await entries.enter(alice);
    expect(await secondsLeft()).toBeLessThanOrEqual(3600);
    await server.sql(
      `update oidc_artifact set expires_at = now() + interval '10 minutes' where model = 'Session' and account_id = $1`,
      [alice.id],
    );

    expect((await entries.enter(alice, browser)).page).toBe(undefined);

    expect(await secondsLeft()).toBeGreaterThan(3000);
    expect(await secondsLeft()).toBeLessThanOrEqual(3600);
  });

  it('is changed by several at once, each of their fields', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [idle, absolute] = [3600 + round, 86_400 + round];
      await Promise.all([set({ sessionIdle: idle }), set({ sessionAbsolute: absolute }), set({ maintenance: false })]);
      expect((await server.manage('GET', 'system-settings')).body).toMatchObject({
        ...{ sessionIdle: idle, sessionAbsolute: absolute },
      });
    }
  });

  it('is set within limits', async () => {
    for (const change of [
      { sessionIdle: 3599 },
      { sessionIdle: 2_592_001 },
      { sessionAbsolute: 86_399 },
      { sessionAbsolute: 7_776_001 },
      { maintenance: 'yes' },
      { maintenanceTexts: { xx: 'no' } },
    ]) {
      expect((await set(change)).status, JSON.stringify(change)).toBe(422);
    }
  });
});
