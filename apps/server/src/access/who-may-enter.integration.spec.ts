import { fewestStatements } from '@postern/database/testing';
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

const makeMember = (role = 'member') => entries.manage('PUT', `members/${alice.id}`, { role });

describe('an application', () => {
  it('admits everybody by default', async () => {
    expect((await entries.enter(alice)).outcome?.code).toEqual(expect.any(String));
  });

  it('admits members only, and its administrators, where that is set', async () => {
    await entries.allow({ mode: 'members' });
    expect(await entries.reason(alice)).toBe('members');

    for (const role of ['member', 'administrator']) {
      await makeMember(role);
      expect(await entries.reason(alice)).toBe(null);
    }
  });

  it('admits only its administrators where that is set, and not those of the installation', async () => {
    await entries.allow({ mode: 'administrators' });
    await makeMember();
    const owner = await holders.add('owner');

    expect([await entries.reason(alice), await entries.reason(owner)]).toEqual(['administrators', 'administrators']);
    await makeMember('administrator');
    expect(await entries.reason(alice)).toBe(null);
  });

  it('refuses whoever is blocked there in every mode, and other applications admit them', async () => {
    const elsewhere = new Entries(holders, await TestParty.register(server, { first_party: true }));
    await makeMember();
    await entries.manage('POST', `members/${alice.id}/block`);

    for (const access of [{ mode: 'everybody' }, { mode: 'members' }, { mode: 'rule', rule: { roles: ['member'] } }]) {
      await entries.allow(access);
      expect(await entries.reason(alice)).toBe('blocked');
    }
    expect(await elsewhere.reason(alice)).toBe(null);
    await entries.manage('POST', `members/${alice.id}/unblock`);
    expect(await entries.reason(alice)).toBe(null);
  });

  it('is entered by a session that is there already as little as by a new one', async () => {
    const { browser } = await entries.enter(alice);
    await entries.allow({ mode: 'members' });

    expect(await entries.reason(alice, browser)).toBe('members');
  });

  it('gets access_denied where it may not show a page, and where the person gives up', async () => {
    const { browser } = await entries.enter(alice);
    await entries.allow({ mode: 'members' });

    const silent = await holders.open(entries.party, browser, { prompt: 'none' });
    const { page } = await entries.enter(alice, browser);
    const { body } = await browser.post(server, `/api/interaction/${page!.uid}/abort`, {});
    const { outcome } = await holders.follow(entries.party, browser, (body as { location: string }).location, '');

    expect(silent.outcome).toMatchObject({ code: null, error: 'access_denied' });
    expect(outcome).toMatchObject({ code: null, error: 'access_denied' });
  });

  it('learns nothing of a refused person: no consent, no code, and the event log says why', async () => {
    await entries.allow({ mode: 'members' });
    await entries.enter(alice);

    expect(
      await server.sql(`select model from oidc_artifact where account_id = $1 and model <> 'Session'`, [alice.id]),
    ).toEqual([]);
    const events = () =>
      server.sql<{ code: string; details: object; client_id: string }>(
        `select code, details, client_id from audit_event where type = 'access.refused' and account_id = $1`,
        [alice.id],
      );
    await expect
      .poll(events)
      .toEqual([{ code: 'client.access_denied', details: { reason: 'members' }, client_id: entries.party.clientId }]);
  });

  it('refuses by password as by certificate', async () => {
    await entries.allow({ mode: 'members' });
    const { page } = await entries.enter(alice, new Browser(), 'password');

    expect((page as RefusedPage).refusal.reason).toBe('members');
    await makeMember();
    expect((await entries.enter(alice, new Browser(), 'password')).outcome?.code).toEqual(expect.any(String));
  });

  it('is entered from the page of the refusal once the person is admitted, not before, and by its steps only', async () => {
    await entries.allow({ mode: 'members' });
    const { page, browser, verifier } = await entries.enter(alice);
    const retry = async (uid: string) => {
      const { body } = await browser.post(server, `/api/interaction/${uid}/retry`, {});
      return holders.follow(entries.party, browser, (body as { location: string }).location, verifier);
    };

    const consent = await browser.post(server, `/api/interaction/${page!.uid}/consent`, {});
    expect(consent.status).toBe(404);
    const { page: still } = await retry(page!.uid);
    expect((still as RefusedPage).refusal.reason).toBe('members');
    await makeMember();
    expect((await retry(still!.uid)).outcome?.code).toEqual(expect.any(String));
  });

  it('lets somebody else sign in after the refused person has signed out', async () => {
    const bob = await holders.add();
    await entries.allow({ mode: 'members' });
    await entries.manage('PUT', `members/${bob.id}`, { role: 'member' });
    const { page, browser, verifier } = await entries.enter(alice);

    await browser.post(server, `/api/interaction/${page!.uid}/sign-out`, {});
    const view = await holders.view(browser, `/sign-in/${page!.uid}`);
    const location = await holders.show(browser, view, bob.certificate);

    expect(view.step).toBe('sign_in');
    expect((await holders.follow(entries.party, browser, location, verifier)).outcome?.code).toBeTruthy();
  });
});

describe('a code or token of somebody who may not enter any more', () => {
  it('gives no tokens where the mode changed after the code', async () => {
    const { outcome, verifier } = await entries.enter(alice);
    await entries.allow({ mode: 'members' });

    expect((await entries.party.redeem(outcome!.code, verifier)).body.error).toBe('invalid_grant');
  });

  it('is not refreshed, and tells nothing at userinfo; both work again once the person is a member', async () => {
    const tokens = await entries.tokens(alice);
    await entries.allow({ mode: 'members' });

    expect((await entries.refresh(tokens.refresh_token)).error).toBe('invalid_grant');
    expect(await entries.userinfo(tokens.access_token)).toBe(401);
    await makeMember();
    expect(await entries.userinfo(tokens.access_token)).toBe(200);
    expect((await entries.refresh(tokens.refresh_token)).error).toBe(undefined);
  });

  it('is gone after a block, and does not come back with its end', async () => {
    const tokens = await entries.tokens(alice);
    await entries.manage('POST', `members/${alice.id}/block`);
    await entries.manage('POST', `members/${alice.id}/unblock`);

    expect((await entries.refresh(tokens.refresh_token)).error).toBe('invalid_grant');
    expect(await entries.userinfo(tokens.access_token)).toBe(401);
  });

  it('is not stored for somebody who is blocked by now, although the code is remembered from before', async () => {
    const { outcome, verifier } = await entries.enter(alice);
    const { clientId } = entries.party;
    // As another server process does it, in the moment before the tokens are stored.
    await server.sql('insert into client_member (client_id, account_id, blocked_at) values ($1, $2, now())', [
      clientId,
      alice.id,
    ]);

    expect((await entries.party.redeem(outcome!.code, verifier)).body.error).toBe('invalid_grant');
  });

  it('is never stored after a block, however the two meet', async () => {
    const others = await Promise.all(Array.from({ length: 8 }, () => holders.add()));
    await Promise.all(
      others.map(async (holder) => {
        const { outcome, verifier } = await entries.enter(holder);
        const redeem = entries.party.redeem(outcome!.code, verifier);
        const block = entries.manage('POST', `members/${holder.id}/block`);
        await Promise.all([redeem, block]);
      }),
    );

    expect(
      await server.sql(`select model from oidc_artifact where client_id = $1 and model <> 'Session'`, [
        entries.party.clientId,
      ]),
    ).toEqual([]);
  });
});

describe('a sign-in with a certificate', () => {
  it('costs no statement more for who may enter, whatever the mode', async () => {
    const count = () =>
      fewestStatements(
        async () => {
          const { outcome, verifier } = await entries.enter(alice);
          await entries.party.redeem(outcome!.code, verifier);
        },
        () => undefined,
      );
    const free = await count();
    await entries.allow({ mode: 'rule', rule: { groups: ['00000000-0000-4000-8000-000000000000'] } });
    await makeMember();

    expect(await count()).toBe(free);
  });
});
