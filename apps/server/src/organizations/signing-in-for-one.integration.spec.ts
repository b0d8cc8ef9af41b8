import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders, type LevelPage } from '../../testing/card-holders.js';
import { createOrganization, type TestOrganization } from '../../testing/organizations.js';
import { TestParty } from '../../testing/relying-party.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

interface Page extends LevelPage {
  readonly refusal: { readonly reason: string; readonly contact: string | null; readonly organization: string | null };
  readonly organizations: readonly { readonly id: string; readonly name: string }[];
}

interface Tokens {
  readonly id_token: string;
  readonly access_token: string;
  readonly refresh_token: string;
}

let server: TestServer;
let holders: CardHolders;
let alice: CardHolder;
let north: TestOrganization;
let south: TestOrganization;
let party: TestParty;

const scopes = ['openid', 'offline_access', 'organization'];

beforeAll(async () => {
  server = await TestServer.start();
  holders = await CardHolders.with(server);
});
afterAll(() => server?.stop());

beforeEach(async () => {
  [alice, north, south] = await Promise.all([holders.add(), createOrganization(server), createOrganization(server)]);
  party = await TestParty.register(server, { first_party: true, scopes });
});

const join = (to: TestOrganization, role = 'member') =>
  server.manage('POST', `organizations/${to.id}/members`, { account: alice.id, role });
const leave = (from: TestOrganization) => server.manage('DELETE', `organizations/${from.id}/members/${alice.id}`);
const suspend = ({ id }: TestOrganization) => server.manage('PATCH', `organizations/${id}`, { status: 'suspended' });
const claimOf = ({ id, slug }: TestOrganization, ...roles: string[]) => ({ id, slug, name: `The ${slug}`, roles });

/** Opens the application and shows the certificate where a page asks for it. */
const enter = async (extra: Readonly<Record<string, string>> = {}, browser = new Browser()) => {
  const request = { scope: 'openid organization', ...extra };
  const opened = await holders.open(party, browser, request);
  if (opened.page?.step !== 'sign_in') return { ...opened, page: opened.page as Page | undefined, browser };
  const location = await holders.show(browser, opened.page, alice.certificate);
  const followed = await holders.follow(party, browser, location, opened.verifier);
  return { ...followed, page: followed.page as Page | undefined, browser };
};

const redeem = async ({ outcome, verifier }: Awaited<ReturnType<typeof enter>>): Promise<Tokens> => {
  const { status, body, text } = await party.redeem(outcome?.code ?? null, verifier);
  if (status !== 200) throw new Error(text);
  return body as unknown as Tokens;
};

const userinfo = (token: string) => server.send('/oidc/me', { headers: { authorization: `Bearer ${token}` } });

const credentials = () => ({ client_id: party.clientId, client_secret: party.secret! });

const introspect = async (token: string) =>
  (
    await server.send('/oidc/token/introspection', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token, ...credentials() }).toString(),
    })
  ).body as Record<string, unknown>;

const refresh = async (token: string) =>
  (await server.token({ grant_type: 'refresh_token', refresh_token: token, ...credentials() })).body as Record<
    string,
    unknown
  >;

describe('an application that asks for an organization', () => {
  it.each(['id', 'slug'] as const)('names it by %s, and is told it with the role there', async (name) => {
    await join(north, 'manager');
    await join(south);
    const tokens = await redeem(await enter({ organization: north[name] }));
    const claim = claimOf(north, 'manager');

    expect(decodeJwt(tokens.id_token)['organization']).toEqual(claim);
    expect((await userinfo(tokens.access_token)).body['organization']).toEqual(claim);
    expect((await introspect(tokens.access_token))['organization']).toEqual(claim);
  });

  it('names it in the scope as well', async () => {
    await join(north);
    await join(south);
    const tokens = await redeem(await enter({ scope: `openid organization:${south.slug}` }));

    expect(decodeJwt(tokens.id_token)['organization']).toEqual(claimOf(south, 'member'));
    expect((await enter({ scope: `openid organization:${south.slug}`, organization: north.id })).outcome).toMatchObject(
      { error: 'invalid_request' },
    );
    const without = await TestParty.register(server, { first_party: true });
    const { outcome } = await holders.open(without, new Browser(), { scope: `openid organization:${south.slug}` });
    expect(outcome?.error).toBe('invalid_scope');
  });

  it('is told nothing without the scope', async () => {
    await join(north);
    const tokens = await redeem(await enter({ scope: 'openid', organization: north.slug }));

    expect(decodeJwt(tokens.id_token)).not.toHaveProperty('organization');
    expect((await userinfo(tokens.access_token)).body).not.toHaveProperty('organization');
    expect(await introspect(tokens.access_token)).not.toHaveProperty('organization');
  });

  it('is told in its redirect that the organization is unknown, suspended, or not its own', async () => {
    await join(south, 'owner');
    await suspend(south);
    const unknown = { error: 'invalid_request', description: 'organization is unknown or suspended' };
    for (const organization of ['nowhere', '../x', crypto.randomUUID(), south.slug, south.id])
      expect((await enter({ organization })).outcome).toMatchObject(unknown);

    party = await TestParty.register(server, { first_party: true, scopes, organization_id: north.id });
    const other = { error: 'invalid_request', description: 'organization is not that of the application' };
    for (const organization of ['nowhere', south.slug]) {
      expect((await enter({ organization })).outcome).toMatchObject(other);
    }
  });

  it('pushes the parameter', async () => {
    await join(south);
    await join(north);
    const { url, verifier } = party.request({ scope: 'openid organization', organization: north.slug });
    const push = (query: URLSearchParams) =>
      server.send('/oidc/request', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams([...query, ['client_secret', party.secret!]]).toString(),
      });
    const { searchParams } = new URL(url, publicOrigin);
    const { status, body } = await push(searchParams);
    expect(status).toBe(201);
    const query = new URLSearchParams({ client_id: party.clientId, request_uri: String(body['request_uri']) });
    const browser = new Browser();
    const { page } = await holders.follow(party, browser, `/oidc/auth?${query}`, verifier);
    const ended = await holders.follow(party, browser, await holders.show(browser, page!, alice.certificate), verifier);
    const tokens = await redeem({ ...ended, page: undefined, browser });
    expect(decodeJwt(tokens.id_token)['organization']).toEqual(claimOf(north, 'member'));

    searchParams.set('organization', 'nowhere');
    expect((await push(searchParams)).body).toMatchObject({ error: 'invalid_request' });
  });
});

describe('the page of an application of the system', () => {
  const title = async (extra: Readonly<Record<string, string>> = {}) => {
    const { page } = await holders.open(party, new Browser(), { scope: 'openid', ...extra });
    return (page as unknown as { appearance: { title: string | null } }).appearance.title;
  };

  it('looks as the organization wants that the sign-in is for, if it may ask for organizations', async () => {
    await server.manage('PATCH', `organizations/${north.id}/appearance`, { title: 'Welcome to {organization}' });
    await server.manage('PATCH', `clients/${party.clientId}/appearance`, { title: 'Everybody' });

    expect(await title()).toBe('Everybody');
    expect(await title({ organization: north.slug })).toBe(`Welcome to The ${north.slug}`);
    expect(await title({ organization: south.slug })).toBe('Everybody');
    party = await TestParty.register(server, { first_party: true });
    expect(await title({ organization: north.slug })).toBe(null);
  });
});

describe('a person who is no member of the organization', () => {
  it('reads why, and whom to ask, also where they are signed in already', async () => {
    await server.manage('PATCH', `organizations/${north.id}`, { contact: 'help@north.test' });
    const { page, browser } = await enter({ organization: north.slug });
    const refusal = { reason: 'organization', contact: 'help@north.test', organization: `The ${north.slug}` };

    expect(page).toMatchObject({ step: 'refused', refusal });
    await enter({ scope: 'openid' }, browser);
    expect((await enter({ organization: north.slug }, browser)).page).toMatchObject({ step: 'refused', refusal });
  });

  it('is refused to an application that may show no page', async () => {
    const { browser } = await enter({ scope: 'openid' });

    expect((await enter({ organization: north.slug, prompt: 'none' }, browser)).outcome?.error).toBe('access_denied');
    await join(north);
    expect((await enter({ organization: north.slug, prompt: 'none' }, browser)).outcome?.error).toBe(null);
  });
});

describe('a person who leaves the organization', () => {
  const given = async () => {
    await join(north);
    return enter({ organization: north.slug, scope: 'openid offline_access organization' });
  };

  it('loses what an application got for it, and nothing else', async () => {
    const tokens = await redeem(await given());
    const others = await redeem(await enter({ scope: 'openid offline_access' }));
    expect((await userinfo(tokens.access_token)).status).toBe(200);

    await leave(north);

    expect((await userinfo(tokens.access_token)).status).toBe(401);
    expect(await introspect(tokens.access_token)).toEqual({ active: false });
    expect(await introspect(tokens.refresh_token)).toEqual({ active: false });
    expect(await refresh(tokens.refresh_token)).toMatchObject({ error: 'invalid_grant' });
    expect((await userinfo(others.access_token)).status).toBe(200);
    expect(await refresh(others.refresh_token)).toHaveProperty('access_token');
  });

  it('loses a code that was not redeemed yet', async () => {
    const entered = await given();
    await leave(north);

    expect((await party.redeem(entered.outcome!.code, entered.verifier)).body).toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('keeps the organization of a refresh token as long as they stay', async () => {
    const first = await redeem(await given());
    await server.manage('PATCH', `organizations/${north.id}/members/${alice.id}`, { role: 'support' });
    const second = (await refresh(first.refresh_token)) as unknown as Tokens;

    expect(decodeJwt(second.id_token)['organization']).toEqual(claimOf(north, 'support'));
    expect((await introspect(first.access_token))['organization']).toEqual(claimOf(north, 'support'));
    await suspend(north);
    expect(await refresh(second.refresh_token)).toMatchObject({ error: 'invalid_grant' });
    expect(await introspect(second.access_token)).toEqual({ active: false });
  });
});

describe('an application that asks for the scope alone', () => {
  it('gets the only organization without a question, and none where there is none', async () => {
    expect(decodeJwt((await redeem(await enter())).id_token)).not.toHaveProperty('organization');
    await join(north);
    await join(south);
    await suspend(south);

    expect(decodeJwt((await redeem(await enter())).id_token)['organization']).toEqual(claimOf(north, 'member'));
  });

  it('gets its own organization or none', async () => {
    party = await TestParty.register(server, {
      ...{ first_party: true, scopes, organization_id: north.id, access: { mode: 'everybody' } },
    });
    await join(south);
    expect(decodeJwt((await redeem(await enter())).id_token)).not.toHaveProperty('organization');
    await join(north);
    expect(decodeJwt((await redeem(await enter())).id_token)['organization']).toEqual(claimOf(north, 'member'));
  });

  it('gets the one that the person chooses, and the next time asks again', async () => {
    await join(north);
    await join(south, 'owner');
    const { page, browser, verifier } = await enter();
    const names = [north, south].map(({ slug }) => `The ${slug}`).toSorted();
    expect(page).toMatchObject({ step: 'choose_organization', methods: [] });
    expect(page!.organizations.map(({ name }) => name)).toEqual(names);
    const choose = (organizationId: string) =>
      browser.post(server, `/api/interaction/${page!.uid}/organization`, { organizationId });

    expect((await choose(crypto.randomUUID())).status).toBe(404);
    const { location } = (await choose(south.id)).body as { location: string };
    const ended = await holders.follow(party, browser, location, verifier);
    const tokens = await redeem({ ...ended, page: undefined, browser });

    expect(decodeJwt(tokens.id_token)['organization']).toEqual(claimOf(south, 'owner'));
    expect((await enter({}, browser)).page?.step).toBe('choose_organization');
    expect((await enter({ prompt: 'none' }, browser)).outcome?.error).toBe('interaction_required');
    expect((await enter({ organization: north.slug }, browser)).outcome?.error).toBe(null);
  });

  it('is not told one that the person has left before they chose it', async () => {
    await join(north);
    await join(south);
    const { page, browser, verifier } = await enter();
    await leave(north);
    const { body } = await browser.post(server, `/api/interaction/${page!.uid}/organization`, {
      organizationId: north.id,
    });
    const ended = await holders.follow(party, browser, (body as { location: string }).location, verifier);

    expect(decodeJwt((await redeem({ ...ended, page: undefined, browser })).id_token)['organization']).toEqual(
      claimOf(south, 'member'),
    );
  });

  it('asks for no organization where it does not ask for the scope', async () => {
    await join(north);
    await join(south);

    expect((await enter({ scope: 'openid' })).outcome?.error).toBe(null);
  });
});
