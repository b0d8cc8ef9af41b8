import { ClientSeeder } from '@postern/clients';
import { managementScopes, panelClientId, panelScopes } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { createOrganization } from '../../testing/organizations.js';
import { TestParty } from '../../testing/relying-party.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

const certificate = 'urn:postern:acr:certificate';

let server: TestServer;
let holders: CardHolders;
let panel: TestParty;
let owner: CardHolder;
let administrator: CardHolder;
let manager: CardHolder;
let member: CardHolder;

beforeAll(async () => {
  server = await TestServer.start();
  await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
  holders = await CardHolders.with(server);
  panel = TestParty.panel(server);
  owner = await holders.add('owner');
  administrator = await holders.add('administrator');
  manager = await holders.add('manager');
  member = await holders.add();
});
afterAll(() => server?.stop());

const extra = {
  resource: `${publicOrigin}/api/v2`,
  scope: ['openid', ...managementScopes, ...panelScopes].join(' '),
};
const redeem = async (code: string | null | undefined, verifier: string): Promise<string> => {
  const { body } = await panel.redeem(code ?? null, verifier);
  return (body as { access_token: string }).access_token;
};
const byPassword = async (holder: CardHolder): Promise<string> => {
  const browser = new Browser();
  const { page, verifier } = await holders.open(panel, browser, extra);
  const { body } = await holders.submit(browser, page!, holder);
  const { outcome } = await holders.follow(panel, browser, (body as { location: string }).location, verifier);
  return redeem(outcome?.code, verifier);
};
const byCertificate = async (holder: CardHolder): Promise<string> => {
  const browser = new Browser();
  const { page, verifier } = await holders.open(panel, browser, { ...extra, acr_values: certificate });
  const next = await holders.show(browser, page!, holder.certificate);
  return redeem((await holders.follow(panel, browser, next, verifier)).outcome?.code, verifier);
};
const call = (token: string, path: string, method = 'GET', body?: object) =>
  server.send(`/api/v2/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const demandByRole = (token: string, demands: object) =>
  call(token, `clients/${panelClientId}`, 'PATCH', { role_acr_values: demands });
/** The levels that all administrative roles need. */
const demand = (token: string, levels: readonly string[]) =>
  demandByRole(token, { owner: levels, administrator: levels, manager: levels });

describe('a level that administration needs', () => {
  it('is set only by an owner who has reached it', async () => {
    const weak = await demand(await byPassword(owner), [certificate]);
    const lower = await demand(await byCertificate(administrator), [certificate]);
    const program = await server.manage('PATCH', `clients/${panelClientId}`, {
      role_acr_values: { manager: [certificate] },
    });
    const strong = await demand(await byCertificate(owner), [certificate]);

    expect([weak.status, weak.body.code]).toEqual([401, 'token.insufficient_authentication']);
    expect([lower.status, lower.body.code]).toEqual([403, 'token.insufficient_role']);
    expect([program.status, program.body.code]).toEqual([403, 'token.insufficient_role']);
    expect(strong.status).toBe(200);
    expect((await server.events(panelClientId)).at(-1)).toMatchObject({
      type: 'client.updated',
      details: {
        changed: ['role_acr_values'],
        role_acr_values: { owner: [certificate], administrator: [certificate], manager: [certificate] },
        before: { role_acr_values: {} },
      },
    });
  });

  it('is required for administration, with the challenge of RFC 9470, but not for the own profile', async () => {
    for (const holder of [owner, administrator, manager]) {
      const [weak, strong] = [await byPassword(holder), await byCertificate(holder)];
      const refused = await call(weak, 'users');

      expect([refused.status, refused.body.code]).toEqual([401, 'token.insufficient_authentication']);
      expect(refused.headers['www-authenticate']).toBe(
        `Bearer realm="postern", error="insufficient_user_authentication", acr_values="${certificate}"`,
      );
      expect([(await call(weak, 'me')).status, (await call(strong, 'users')).status]).toEqual([200, 200]);
    }
    expect((await call(await byPassword(member), 'me')).status).toBe(200);
    expect((await server.manage('GET', 'users')).status).toBe(200);
  });

  it('cannot be reached by linking a certificate with the password alone', async () => {
    const token = await byPassword(administrator);
    const refused = [
      await call(token, 'me/links', 'POST', { methodId: holders.methodId }),
      await call(token, 'me/links/confirm', 'POST', { code: 'x'.repeat(43) }),
      await call(token, `me/identifiers/${administrator.identifierId}`, 'DELETE'),
      await call(token, 'me', 'PATCH', { email: 'somebody@example.org' }),
    ];
    const strong = await call(await byCertificate(administrator), 'me/links', 'POST', { methodId: holders.methodId });
    const asMember = await call(await byPassword(member), 'me/links', 'POST', { methodId: holders.methodId });

    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      refused.map(() => [401, 'token.insufficient_authentication']),
    );
    expect([strong.status, asMember.status]).toEqual([201, 201]);
  });

  it('cannot be reached by linking on the sign-in page either', async () => {
    const submit = async (person: CardHolder) => {
      const browser = new Browser();
      const stranger = await holders.unlinked();
      const { page } = await holders.open(panel, browser, extra);
      const back = new URL(await holders.show(browser, page!, stranger), publicOrigin);
      return holders.submit(browser, page!, person, back.searchParams.get('attempt')!);
    };
    const count = async ({ id }: CardHolder) =>
      (await server.sql('select 1 from identifier where account_id = $1', [id])).length;

    const organization = await createOrganization(server);
    const supporter = await holders.add();
    const support = { account: supporter.id, role: 'support' };
    await server.manage('POST', `organizations/${organization.id}/members`, support);

    for (const person of [administrator, supporter]) {
      const refused = await submit(person);
      expect([refused.status, (refused.body as { code: string }).code]).toEqual([403, 'acr.not_reached']);
      expect(await count(person)).toBe(1);
    }
    const linked = await submit(member);
    expect([linked.status, await count(member)]).toEqual([200, 2]);
    await server.manage('PATCH', `organizations/${organization.id}`, { status: 'suspended' });
    expect((await submit(supporter)).status).toBe(200);
  });

  it('is removed only by an owner who has reached it, not by a program, administrator or manager', async () => {
    const program = await server.manage('PATCH', `clients/${panelClientId}`, { role_acr_values: { owner: [] } });
    const lower = await demand(await byCertificate(administrator), []);
    const weak = await demand(await byPassword(owner), []);
    const nothing = await call(await byCertificate(owner), `clients/${panelClientId}`, 'PATCH', {
      role_acr_values: { owner: null },
    });
    const others = await server.manage('PATCH', `clients/${panelClientId}`, { acr_requests: 'ignore' });

    expect([program.status, program.body.code]).toEqual([403, 'token.insufficient_role']);
    expect([lower.status, lower.body.code]).toEqual([403, 'token.insufficient_role']);
    expect([weak.status, weak.body.code]).toEqual([401, 'token.insufficient_authentication']);
    expect(nothing.status).toBe(422);
    expect(others.body.code).toBe('client.built_in');
    expect((await call(await byPassword(owner), 'users')).status).toBe(401);
    expect((await demand(await byCertificate(owner), [])).status).toBe(200);
    expect((await call(await byPassword(owner), 'users')).status).toBe(200);
  });

  it('is removed by the operator when no owner reaches it any more', async () => {
    await demand(await byCertificate(owner), [certificate]);
    await server.get(ClientSeeder).liftDemandOnAdministration();
    const events = await server.events(panelClientId);

    expect((await call(await byPassword(owner), 'users')).status).toBe(200);
    expect(events.at(-1)).toMatchObject({
      type: 'client.updated',
      details: { changed: ['role_acr_values'], role_acr_values: {}, because: 'lifted by a command' },
    });
  });

  it('is set for each role separately', async () => {
    const token = await byPassword(owner);
    await demandByRole(token, { administrator: [certificate] });
    const { body } = await demandByRole(token, { manager: ['urn:postern:acr:certificate-hardware'] });

    expect(body.role_acr_values).toEqual({
      administrator: [certificate],
      manager: ['urn:postern:acr:certificate-hardware'],
    });
    const statuses = async (token: string) => [(await call(token, 'users')).status, (await call(token, 'me')).status];
    expect(await statuses(await byPassword(owner))).toEqual([200, 200]);
    expect(await statuses(await byPassword(administrator))).toEqual([401, 200]);
    expect(await statuses(await byCertificate(administrator))).toEqual([200, 200]);
    expect(await statuses(await byCertificate(manager))).toEqual([401, 200]);
    await demandByRole(token, { manager: [] });
    expect(await statuses(await byPassword(manager))).toEqual([200, 200]);
    expect(await statuses(await byPassword(administrator))).toEqual([401, 200]);
  });

  it('follows the current role, whatever it was when the token was issued', async () => {
    const token = await byPassword(manager);
    expect((await call(token, 'users')).status).toBe(200);

    await server.sql(`update account set role = 'administrator' where id = $1`, [manager.id]);
    const promoted = await call(token, 'users');
    await server.sql(`update account set role = 'manager' where id = $1`, [manager.id]);

    expect([promoted.status, promoted.body.code]).toEqual([401, 'token.insufficient_authentication']);
  });

  it('can be set only for the panel, with roles and levels that exist', async () => {
    const token = await byPassword(owner);
    const other = await TestParty.register(server, { first_party: true });
    const answers = [
      await call(token, `clients/${other.clientId}`, 'PATCH', { role_acr_values: { owner: [] } }),
      await call(token, 'clients', 'POST', { name: 'Other', role_acr_values: {} }),
      await demandByRole(token, { member: [certificate] }),
      await demandByRole(token, { manager: ['certificate'] }),
      await call(token, `clients/${panelClientId}`, 'PATCH', { accepted_acr_values: [certificate] }),
    ];

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [422, 'client.invalid_metadata'],
      [422, 'request.invalid'],
      [422, 'request.invalid'],
      [422, 'request.invalid'],
      [409, 'client.built_in'],
    ]);
    expect((await call(token, `clients/${other.clientId}`)).body).not.toHaveProperty('role_acr_values');
  });

  it('does not stop an administrator from sending back the settings that they read, with another name', async () => {
    await demandByRole(await byPassword(owner), { manager: [certificate] });
    const token = await byCertificate(administrator);
    const path = `clients/${panelClientId}`;
    const { body: record } = await call(token, path);

    const renamed = await call(token, path, 'PATCH', {
      role_acr_values: record.role_acr_values,
      name: 'Postern of ours',
    });

    expect([renamed.status, renamed.body.name]).toEqual([200, 'Postern of ours']);
  });
});
