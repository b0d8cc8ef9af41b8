import { IssuedTokens } from '@postern/oidc';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allow, registerApi, registerActingApi } from '../../testing/apis.js';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { ListServer } from '../../testing/list-server.js';
import { createOrganization, type TestOrganization } from '../../testing/organizations.js';
import { TestParty } from '../../testing/relying-party.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let holders: CardHolders;
let alice: CardHolder;
let north: TestOrganization;
const receivers: ListServer[] = [];

beforeAll(async () => {
  server = await TestServer.start();
  holders = await CardHolders.with(server);
});
afterAll(async () => {
  await server?.stop();
  await Promise.all(receivers.map((receiver) => receiver.stop()));
});
beforeEach(async () => {
  [alice, north] = await Promise.all([holders.add(), createOrganization(server)]);
  await server.manage('POST', `organizations/${north.id}/members`, { account: alice.id, role: 'member' });
});

const leave = () => server.manage('DELETE', `organizations/${north.id}/members/${alice.id}`);
const scopes = ['openid', 'organization'];

/** An application that wants to hear when a session of its ends. */
const listening = async (settings: object = {}) => {
  const receiver = await ListServer.start();
  receiver.answer = { status: 200 };
  receivers.push(receiver);
  const party = await TestParty.register(server, {
    ...{ first_party: true, scopes, backchannel_logout_uri: receiver.address },
    ...settings,
  });
  return { party, receiver };
};

/** @returns the answer to the token request */
const enter = async (party: TestParty, extra: Readonly<Record<string, string>> = {}, browser = new Browser()) => {
  const opened = await holders.open(party, browser, { scope: 'openid', ...extra });
  const location = opened.page && (await holders.show(browser, opened.page, alice.certificate));
  const { outcome } = location ? await holders.follow(party, browser, location, opened.verifier) : opened;
  const { status, body, text } = await party.redeem(outcome?.code ?? null, opened.verifier);
  if (status !== 200) throw new Error(text);
  return body as unknown as { readonly access_token: string };
};

describe('applications that hear of the end of a sign-in', () => {
  it.each([
    ['a person leaves', leave],
    [
      'the organization is suspended',
      () => server.manage('PATCH', `organizations/${north.id}`, { status: 'suspended' }),
    ],
  ])('when %s are its own and those that were entered for it, and no others', async (_what, end) => {
    const own = await listening({ organization_id: north.id });
    const asking = await listening();
    const choosing = await listening();
    const other = await listening();
    const browser = new Browser();
    await enter(own.party, {}, browser);
    await enter(asking.party, { organization: north.slug }, browser);
    await enter(choosing.party, { scope: 'openid organization' }, browser);
    await enter(other.party, {}, browser);

    await end();

    for (const { receiver } of [own, asking, choosing]) await expect.poll(() => receiver.requests.length).toBe(1);
    expect(other.receiver.requests).toEqual([]);
  });

  it('include those whose tokens are older than the session', async () => {
    const { party, receiver } = await listening();
    await enter(party, { organization: north.slug });
    await server.sql(`delete from oidc_artifact where model <> 'Session' and account_id = $1`, [alice.id]);

    await leave();

    await expect.poll(() => receiver.requests.length).toBe(1);
  });

  it('do not when the change is refused', async () => {
    const { party, receiver } = await listening({ organization_id: north.id });
    const { access_token: token } = await enter(party);

    expect((await server.manage('DELETE', `organizations/${north.id}/members/${crypto.randomUUID()}`)).status).toBe(
      404,
    );
    expect((await server.manage('DELETE', `organizations/${north.id}`)).status).toBe(409);

    expect(receiver.requests).toEqual([]);
    expect(await server.get(IssuedTokens).find(token)).toBeDefined();
  });
});

describe('tokens that an API is sent', () => {
  it.each(['jwt', 'opaque'] as const)('tell the organization and end with the membership (%s)', async (format) => {
    const { party } = await listening();
    const { identifier } = await registerApi(server, { access_token_format: format });
    await allow(server, { client_id: party.clientId, audience: identifier, scope: ['read'] });
    const request = { scope: 'openid organization read', resource: identifier };
    const { access_token: token } = await enter(party, { ...request, organization: north.slug });
    const claim = { id: north.id, slug: north.slug, name: `The ${north.slug}`, roles: ['member'] };
    if (format === 'jwt') expect(decodeJwt(token)['organization']).toEqual(claim);
    expect(await server.get(IssuedTokens).find(token)).toMatchObject({ accountId: alice.id });

    // As if the membership had ended while the token was being stored.
    await server.sql('delete from organization_membership where account_id = $1', [alice.id]);

    expect(await server.get(IssuedTokens).find(token)).toBeUndefined();
  });

  it.each([
    ['leaves', leave],
    [
      'is in a suspended organization',
      () => server.manage('PATCH', `organizations/${north.id}`, { status: 'suspended' }),
    ],
  ])('end when their person %s, also where they do not tell the organization (jwt)', async (_what, end) => {
    const { party } = await listening();
    const { identifier } = await registerApi(server, { access_token_format: 'jwt' });
    await allow(server, { client_id: party.clientId, audience: identifier, scope: ['read'] });
    const request = { scope: 'openid read', resource: identifier, organization: north.slug };
    const { access_token: token } = await enter(party, request);
    expect(decodeJwt(token)['organization']).toBeUndefined();
    expect(await server.get(IssuedTokens).find(token)).toMatchObject({ accountId: alice.id });

    await end();

    expect(await server.get(IssuedTokens).find(token)).toBeUndefined();
  });

  it('take the organization along when they are exchanged', async () => {
    const { party } = await listening();
    const orders = await registerActingApi(server);
    await allow(server, { client_id: party.clientId, audience: orders.audience, scope: ['read'] });
    const { identifier } = await registerApi(server, { access_token_format: 'opaque' });
    await allow(server, { client_id: orders.id, audience: identifier, scope: ['read'], on_behalf_of: true });
    const request = { scope: 'openid organization read', resource: orders.audience, organization: north.slug };
    const { access_token: subject } = await enter(party, request);
    const exchange = () =>
      server.token({
        ...{ grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', ...orders.credentials },
        ...{ subject_token: subject, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' },
        resource: identifier,
      });
    const { access_token: token } = (await exchange()).body as { access_token: string };
    const introspect = async () => (await server.form('token/introspection', { token, ...orders.credentials })).body;
    expect(await introspect()).toMatchObject({ active: true, organization: { id: north.id, roles: ['member'] } });

    await leave();

    expect(await introspect()).toEqual({ active: false });
    expect((await exchange()).status).toBe(400);
  });
});
