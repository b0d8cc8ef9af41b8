import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { seedPerson, TestParty, type TestPerson } from '../../testing/relying-party.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let person: TestPerson;
let chosen: string;

beforeAll(async () => {
  server = await TestServer.start();
  person = await seedPerson(server);
  const [account] = await server.sql<{ id: string }>('select id from account where username = $1', [person.username]);
  const ids: string[] = [];
  for (const name of ['Engineering', 'Sales']) {
    const { body } = await server.manage('POST', 'groups', { name });
    ids.push((body as { id: string }).id);
    await server.manage('PUT', `groups/${ids.at(-1)}/members/${account!.id}`);
  }
  chosen = ids[1]!;
});
afterAll(() => server?.stop());

const scopes = ['openid', 'email', 'roles', 'groups'];

/** Claims that an application gets in the ID token and from userinfo. */
const learns = async (settings: object, scope = scopes.join(' ')) => {
  const party = await TestParty.register(server, { first_party: true, scopes, ...settings });
  const { code, verifier } = await party.visit(new Browser(), person, { scope });
  const { id_token, access_token } = (await party.redeem(code, verifier)).body as Record<string, string>;
  const userinfo = await server.send('/oidc/me', { headers: { authorization: `Bearer ${access_token}` } });
  const { roles, groups } = decodeJwt(id_token!);
  expect({ roles: userinfo.body.roles, groups: userinfo.body.groups }).toEqual({ roles, groups });
  return { roles, groups };
};

describe('the claims roles and groups', () => {
  it.each([
    ['no groups unless an administrator releases them', {}, []],
    ['all groups', { group_release: 'all' }, ['Engineering', 'Sales']],
    ['only the chosen groups', () => ({ group_release: 'chosen', released_groups: [chosen] }), ['Sales']],
    ['none of those chosen before', () => ({ group_release: 'none', released_groups: [chosen] }), []],
  ])('tell %s', async (_what, settings, groups) => {
    expect(await learns(typeof settings === 'function' ? settings() : settings)).toEqual({ roles: ['member'], groups });
  });

  it('contain nothing that was not requested', async () => {
    expect(await learns({ group_release: 'all' }, 'openid email')).toEqual({ roles: undefined, groups: undefined });
  });

  it('are refused to an application without the scopes', async () => {
    const party = await TestParty.register(server, { first_party: true });

    expect((await party.visit(new Browser(), person, { scope: 'openid groups' })).error).toBe('invalid_scope');
  });

  it('are in discovery with their scopes, like that of the organization', async () => {
    const { body } = await server.send('/oidc/.well-known/openid-configuration');

    for (const name of ['roles', 'groups', 'organization']) {
      expect(body['scopes_supported']).toContain(name);
      expect(body['claims_supported']).toContain(name);
    }
  });
});
