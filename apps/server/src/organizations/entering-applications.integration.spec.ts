import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { Entries, type RefusedPage } from '../../testing/entries.js';
import { createOrganization, type TestOrganization } from '../../testing/organizations.js';
import { TestParty } from '../../testing/relying-party.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

let server: TestServer;
let holders: CardHolders;
let alice: CardHolder;
let organization: TestOrganization;
let entries: Entries;

beforeAll(async () => {
  server = await TestServer.start();
  holders = await CardHolders.with(server);
});
afterAll(() => server?.stop());

beforeEach(async () => {
  alice = await holders.add();
  organization = await createOrganization(server);
  const party = await TestParty.register(server, { first_party: true, organization_id: organization.id });
  entries = new Entries(holders, party);
});

const join = (to: TestOrganization, role = 'member') =>
  server.manage('POST', `organizations/${to.id}/members`, { account: alice.id, role });
const suspend = (status = 'suspended') => server.manage('PATCH', `organizations/${organization.id}`, { status });

describe('an application of an organization', () => {
  it('admits members of the organization, unless it says otherwise', async () => {
    expect(await entries.reason(alice)).toBe('members');
    await join(await createOrganization(server), 'owner');
    expect(await entries.reason(alice)).toBe('members');
    await join(organization);
    expect(await entries.reason(alice)).toBe(null);
    await server.manage('DELETE', `organizations/${organization.id}/members/${alice.id}`);
    expect(await entries.reason(alice)).toBe('members');
    await entries.allow({ mode: 'everybody' });
    expect(await entries.reason(alice)).toBe(null);
  });

  it('takes tokens from people who leave the organization', async () => {
    await join(organization);
    const { access_token: access, refresh_token: refresh } = await entries.tokens(alice);
    expect(await entries.userinfo(access)).toBe(200);

    await server.manage('DELETE', `organizations/${organization.id}/members/${alice.id}`);

    expect(await entries.userinfo(access)).toBe(401);
    expect(await entries.refresh(refresh)).toMatchObject({ error: 'invalid_grant' });
  });

  it('names the contact of the organization where it has none of its own', async () => {
    await server.manage('PATCH', `organizations/${organization.id}`, { contact: 'help@north.test' });
    const { page } = await entries.enter(alice);
    expect((page as RefusedPage).refusal.contact).toBe('help@north.test');

    await entries.allow({ mode: 'members', contact: 'help@app.test' });
    expect(((await entries.enter(alice)).page as RefusedPage).refusal.contact).toBe('help@app.test');
  });

  it('asks the members of its new organization after a move', async () => {
    await join(organization);
    const other = await createOrganization(server);
    await server.manage('PATCH', `clients/${entries.party.clientId}`, { organization_id: other.id });

    expect(await entries.reason(alice)).toBe('members');
    await join(other);
    expect(await entries.reason(alice)).toBe(null);
  });
});

describe('a suspended organization', () => {
  it('ends what its applications hold at once, and lets nobody in until it is active again', async () => {
    await join(organization, 'owner');
    const { access_token: access, refresh_token: refresh } = await entries.tokens(alice);

    await suspend();

    expect(await entries.userinfo(access)).toBe(401);
    expect(await entries.refresh(refresh)).toMatchObject({ error: 'invalid_grant' });
    expect(await entries.reason(alice)).toBe('suspended');
    await suspend('active');
    expect(await entries.userinfo(access)).toBe(401);
    expect(await entries.reason(alice)).toBe(null);
  });

  it('leaves the applications of others alone', async () => {
    const elsewhere = new Entries(holders, await TestParty.register(server, { first_party: true }));
    const { access_token: access } = await elsewhere.tokens(alice);

    await suspend();

    expect(await elsewhere.userinfo(access)).toBe(200);
    expect(await elsewhere.reason(alice)).toBe(null);
  });

  it('has no tokens for its programs, neither old nor new', async () => {
    const robot = await server.manage('POST', 'clients', {
      ...{ name: 'Robot', app_type: 'non_interactive', scopes: ['read:users'], organization_id: organization.id },
      ...{ token_endpoint_auth_method: 'client_secret_post' },
    });
    const { client_id, client_secret } = robot.body as { client_id: string; client_secret: string };
    const grant = { client_id, client_secret, grant_type: 'client_credentials', resource: `${publicOrigin}/api/v2` };
    const { access_token: token } = (await server.token(grant)).body as { access_token: string };
    const headers = { authorization: `Bearer ${token}` };
    expect((await server.send('/api/v2/users', { headers })).status).toBe(200);

    await suspend();

    expect((await server.send('/api/v2/users', { headers })).status).toBe(401);
    expect((await server.token(grant)).body).toMatchObject({ error: 'unauthorized_client' });
    await suspend('active');
    expect((await server.token(grant)).status).toBe(200);
  });

  it('ends what an application holds that moves to it', async () => {
    const elsewhere = await createOrganization(server);
    const robot = await server.manage('POST', 'clients', {
      ...{ name: 'Robot', app_type: 'non_interactive', scopes: ['read:users'], organization_id: elsewhere.id },
      ...{ token_endpoint_auth_method: 'client_secret_post' },
    });
    const { client_id, client_secret } = robot.body as { client_id: string; client_secret: string };
    const grant = { client_id, client_secret, grant_type: 'client_credentials', resource: `${publicOrigin}/api/v2` };
    const { access_token: token } = (await server.token(grant)).body as { access_token: string };
    const headers = { authorization: `Bearer ${token}` };
    await suspend();

    await server.manage('PATCH', `clients/${client_id}`, { organization_id: organization.id });

    expect((await server.send('/api/v2/users', { headers })).status).toBe(401);
  });
});
