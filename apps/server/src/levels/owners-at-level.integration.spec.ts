import { ClientSeeder } from '@postern/clients';
import { managementScopes, panelClientId, panelScopes } from '@postern/contracts';
import { createAuthority } from '@postern/dev-pki';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { TestParty } from '../../testing/relying-party.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

const certificate = 'urn:postern:acr:certificate';

let server: TestServer;
let holders: CardHolders;
let panel: TestParty;
/** Has password and certificate. */
let owner: CardHolder;

beforeAll(async () => {
  server = await TestServer.start();
  await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
  holders = await CardHolders.with(server);
  panel = TestParty.panel(server);
  // Signs in by password, as ever, but not at the level.
  const other = await holders.add();
  await server.sql(`update account set role = 'owner' where id = $1`, [other.id]);
  await server.sql('delete from identifier where account_id = $1', [other.id]);
});
afterAll(() => server?.stop());

beforeEach(async () => {
  await server.sql(`delete from account where username = $1`, [owner?.username]);
  owner = await holders.add();
  await server.sql(`update account set role = 'owner' where id = $1`, [owner.id]);
  await demand([certificate]);
});

const demand = async (levels: readonly string[]): Promise<void> => {
  await server.sql(
    `update client set metadata = jsonb_set(metadata, '{role_acr_values}', jsonb_build_object('owner', $2::jsonb)) where client_id = $1`,
    [panelClientId, JSON.stringify(levels)],
  );
  server.announce('client');
};
const signIn = async (level = certificate): Promise<string> => {
  const browser = new Browser();
  const scope = ['openid', ...managementScopes, ...panelScopes].join(' ');
  const extra = { resource: `${publicOrigin}/api/v2`, scope, acr_values: level };
  const { page, verifier } = await holders.open(panel, browser, extra);
  const next = await holders.show(browser, page!, owner.certificate);
  const { outcome } = await holders.follow(panel, browser, next, verifier);
  const { body } = await panel.redeem(outcome?.code ?? null, verifier);
  return (body as { access_token: string }).access_token;
};
const call = (token: string, method: string, path: string, body?: object) =>
  server.send(`/api/v2/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const refusal = async (answer: ReturnType<typeof call>) => {
  const { status, body } = await answer;
  return [status, body?.code, body?.errors?.map(({ message }: { message: string }) => message)];
};
const lastAtLevel = () => [
  409,
  'account.last_owner',
  [`${owner.name} (${owner.username}) is the last owner who can sign in at ${certificate}, which administration needs`],
];
const wouldBeLockedOut = () => [
  409,
  'sign_in_method.locks_out_owners',
  [`${owner.name} (${owner.username}) could no longer sign in at ${certificate}, which administration needs`],
];

describe('the last owner who reaches what administration needs', () => {
  it('keeps the certificate, although others can sign in', async () => {
    const token = await signIn();

    expect(await refusal(call(token, 'DELETE', `me/identifiers/${owner.identifierId}`))).toEqual(lastAtLevel());
    const byOwner = call(token, 'DELETE', `users/${owner.id}/identifiers/${owner.identifierId}`);
    expect(await refusal(byOwner)).toEqual(lastAtLevel());
  });

  it('stays an active owner', async () => {
    const token = await signIn();

    for (const change of [{ role: 'administrator' }, { status: 'blocked' }]) {
      expect(await refusal(call(token, 'PATCH', `users/${owner.id}`, change))).toEqual(lastAtLevel());
    }
    expect(await refusal(call(token, 'DELETE', `users/${owner.id}`))).toEqual(lastAtLevel());
  });

  it('keeps the method from being disabled, deleted, or changed to refuse the certificate', async () => {
    const token = await signIn();
    const path = `sign-in-methods/${holders.methodId}`;

    expect(await refusal(call(token, 'PATCH', path, { enabled: false }))).toEqual(wouldBeLockedOut());
    expect(await refusal(call(token, 'DELETE', path))).toEqual(wouldBeLockedOut());
    const { pem } = await createAuthority({ subject: 'CN=Others' });
    expect(await refusal(call(token, 'PATCH', path, { params: { trustAnchors: [pem] } }))).toEqual(wouldBeLockedOut());
  });

  it('may give everything up once no level is required', async () => {
    await demand([]);
    const token = await signIn();

    expect((await call(token, 'DELETE', `me/identifiers/${owner.identifierId}`)).status).toBe(204);
  });

  it('may give up one certificate of two, but not both at once', async () => {
    const spare = await holders.add();
    await server.sql('update identifier set account_id = $1 where id = $2', [owner.id, spare.identifierId]);
    const token = await signIn();

    const answers = await Promise.all(
      [owner.identifierId, spare.identifierId].map((id) => call(token, 'DELETE', `me/identifiers/${id}`)),
    );

    expect(answers.map(({ status }) => status).filter((status) => status === 204).length).toBeLessThanOrEqual(1);
    const left = await server.sql('select 1 from identifier where account_id = $1', [owner.id]);
    expect(left.length).toBeGreaterThanOrEqual(1);
  });

  it('is judged by the level of the certificate, not by its method', async () => {
    const hardware = 'urn:postern:acr:certificate-hardware';
    await server.sql(`update sign_in_method set params = jsonb_set(params, '{levels}', $2::jsonb) where id = $1`, [
      holders.methodId,
      JSON.stringify([{ issuer: 'any', policy: '', level: hardware, affinity: 'any' }]),
    ]);
    server.announce('sign_in_method');
    await demand([hardware]);
    const token = await signIn(hardware);
    const lower = call(token, 'PATCH', `sign-in-methods/${holders.methodId}`, { params: { levels: [] } });

    expect(await refusal(lower)).toEqual([
      409,
      'sign_in_method.locks_out_owners',
      [expect.stringContaining(`could no longer sign in at ${hardware}`)],
    ]);
  });

  it('must exist when a level is required: a certificate found by a name only, and not linked, is not enough', async () => {
    await demand([]);
    const token = await signIn();
    await server.sql('delete from identifier where id = $1', [owner.identifierId]);
    const path = `clients/${panelClientId}`;

    const [status, code, messages] = wouldBeLockedOut();
    const demanded = call(token, 'PATCH', path, { role_acr_values: { owner: [certificate] } });
    expect(await refusal(demanded)).toEqual([status, code, expect.arrayContaining(messages as string[])]);
    const ofOthers = await call(token, 'PATCH', path, { role_acr_values: { manager: [certificate] } });
    expect(ofOthers.body.role_acr_values).toEqual({ manager: [certificate] });
  });

  it('does not rely on an owner whose certificate is blocked', async () => {
    const spare = await holders.add('owner');
    const token = await signIn();
    const blocked = await call(token, 'POST', 'revocation/blocks', {
      certificate: spare.certificate.pem,
      reason: 'lost',
    });

    const refused = await refusal(call(token, 'DELETE', `me/identifiers/${owner.identifierId}`));
    await server.sql('delete from account where id = $1', [spare.id]);

    expect(blocked.status).toBe(201);
    expect(refused).toEqual(lastAtLevel());
  });

  it('does not keep a certificate from being blocked: revocation wins', async () => {
    const token = await signIn();
    const block = { certificate: owner.certificate.pem, reason: 'stolen' };

    expect((await call(token, 'POST', 'revocation/blocks', block)).status).toBe(201);
    await expect.poll(async () => (await call(token, 'GET', 'users')).status).toBe(401);
  });

  it('does not depend on the levels of other roles, nor on settings that are sent back unchanged', async () => {
    const token = await signIn();
    await server.sql('delete from identifier where id = $1', [owner.identifierId]);
    const path = `clients/${panelClientId}`;
    const { body: record } = await call(token, 'GET', path);

    const same = await call(token, 'PATCH', path, {
      role_acr_values: record.role_acr_values,
      name: 'Postern here',
    });
    const ofManagers = await call(token, 'PATCH', path, {
      role_acr_values: { owner: [certificate], manager: [certificate] },
    });
    const lifted = await call(token, 'PATCH', path, { role_acr_values: { owner: [], manager: [] } });

    expect([same.status, ofManagers.status, lifted.status]).toEqual([200, 200, 200]);
  });
});
