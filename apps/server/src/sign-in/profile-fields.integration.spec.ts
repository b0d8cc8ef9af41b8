import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { PeopleImports } from '../../testing/people-imports.js';
import { type NewAccountsFixture, startNewAccounts } from '../../testing/new-accounts.js';
import { seedPerson, TestParty } from '../../testing/relying-party.js';

let fixture: NewAccountsFixture;
let { server, holders, configure, visit, claimsOf, offerOf, confirm, goOn } = {} as NewAccountsFixture;
let serial = 0;

beforeAll(async () => {
  fixture = await startNewAccounts();
  ({ server, holders, configure, visit, claimsOf, offerOf, confirm, goOn } = fixture);
});
afterAll(() => fixture?.server.stop());
beforeEach(() => fixture.reset());

const field = async (settings: object = {}): Promise<{ id: string; key: string }> => {
  const key = `own_${(serial += 1)}`;
  const { status, body, text } = await server.manage('POST', 'profile-fields', {
    ...{ key, kind: 'text', labels: { en: 'Card number', de: 'Kartennummer' } },
    ...settings,
  });
  if (status !== 201) throw new Error(text);
  return body as { id: string; key: string };
};
const idOf = async (username: string): Promise<string> =>
  (await server.sql<{ id: string }>('select id from account where username = $1', [username]))[0]!.id;
const give = async (username: string, fields: object): Promise<void> => {
  const { status, text } = await server.manage('PATCH', `users/${await idOf(username)}`, { fields });
  if (status !== 200) throw new Error(text);
};
const numbered = (number: string) => holders.unlinked({ subject: `CN=Ada Lovelace,2.5.4.5=${number}` });
const rulesFor = (key: string) => [{ source: 'subject:serialNumber', field: `field:${key}` }];

describe('a rule for a profile field', () => {
  it('signs in the person with the value, until another person has it too', async () => {
    const { key } = await field({ certificateKey: true });
    await configure({ newAccounts: 'off', rules: rulesFor(key) });
    const [ada, eve] = [await seedPerson(server), await seedPerson(server)];
    const number = `A-${randomUUID()}`;
    await give(ada.username, { [key]: number.toUpperCase() });
    const certificate = await numbered(number);

    expect((await claimsOf(await visit(certificate))).sub).toBe(await idOf(ada.username));
    await give(eve.username, { [key]: number });
    expect((await visit(certificate)).page?.attempt).toMatchObject({ code: 'certificate.ambiguous' });
    await server.manage('PATCH', `users/${await idOf(ada.username)}`, { status: 'blocked' });
    expect((await visit(certificate)).code).toBe(null);
    await give(eve.username, { [key]: null });
    expect((await visit(certificate)).page?.attempt).toMatchObject({ code: 'certificate.account_blocked' });
  });

  it('is refused for a field that identifies no certificates', async () => {
    const { key } = await field();
    const save = (of: string) =>
      server.manage('PATCH', `sign-in-methods/${holders.methodId}`, { params: { rules: rulesFor(of) } });

    for (const of of [key, 'there_is_none'])
      expect((await save(of)).body).toMatchObject({ code: 'request.invalid', errors: [{ path: 'params.rules' }] });
    expect((await save('Not a key')).status).toBe(422);
  });

  it('and the deletion of its field never leave a rule without a field', async () => {
    const { id, key } = await field({ certificateKey: true });
    const [saved, deleted] = await Promise.all([
      server.manage('PATCH', `sign-in-methods/${holders.methodId}`, { params: { rules: rulesFor(key) } }),
      server.manage('DELETE', `profile-fields/${id}`),
    ]);

    expect([
      [200, 409],
      [422, 204],
    ]).toContainEqual([saved.status, deleted.status]);
  });

  it('is tried before it is saved', async () => {
    const { key } = await field({ certificateKey: true });
    const { body } = await server.manage('POST', `sign-in-methods/${holders.methodId}/test`, {
      certificate: (await numbered('try')).pem,
      params: { rules: rulesFor(key) },
    });

    const trial = (body as { rules: { field: string; values: string[]; verdict: string }[] }).rules.find(
      (rule) => rule.field === `field:${key}`,
    );
    expect(trial).toMatchObject({ values: ['try'], verdict: 'finds_nobody' });
  });

  it('gives the value to an account that the method creates, and finds it again with another certificate', async () => {
    const { key } = await field({ certificateKey: true, unique: true });
    await configure({ rules: rulesFor(key), newUsername: 'pattern', newUsernamePattern: 'n{serialNumber}' });
    const number = randomUUID();

    const first = await claimsOf(await visit(await numbered(number)));
    const again = await claimsOf(await visit(await numbered(number)));

    expect(again.sub).toBe(first.sub);
    expect((await server.manage('GET', `users/${first.sub}`)).body).toMatchObject({ fields: { [key]: number } });
  });

  it('shows the value on the page that asks whether to create the account', async () => {
    const { key } = await field({ certificateKey: true, kind: 'list' });
    const pattern = { newUsername: 'pattern', newUsernamePattern: 'm{serialNumber}' };
    await configure({ newAccounts: 'after_confirmation', rules: rulesFor(key), ...pattern });
    const number = randomUUID();

    const visited = await visit(await numbered(number));

    const labels = { en: 'Card number', de: 'Kartennummer' };
    expect(offerOf(visited.page).fields).toEqual([{ key, labels, value: [number] }]);
    const { body } = await confirm(visited);
    const { sub } = await claimsOf(await goOn(visited, (body as { location: string }).location));
    expect((await server.manage('GET', `users/${sub}`)).body).toMatchObject({ fields: { [key]: [number] } });
  });
});

describe('the claim of a profile field', () => {
  const learns = async (username: { username: string; password: string; name: string }, scope: string) => {
    const scopes = ['openid', 'profile', 'email'];
    const party = await TestParty.register(server, { first_party: true, scopes });
    const { code, verifier } = await party.visit(new Browser(), username, { scope });
    const { id_token, access_token } = (await party.redeem(code, verifier)).body as Record<string, string>;
    const userinfo = await server.send('/oidc/me', { headers: { authorization: `Bearer ${access_token}` } });
    return { idToken: decodeJwt(id_token!), userinfo: userinfo.body as Record<string, unknown> };
  };

  it('is in the ID token and at userinfo, by its scope, with the type of its kind', async () => {
    const [team, floor, langs, silent] = [
      await field({ claim: 'team' }),
      await field({ claim: 'floor', kind: 'number', scope: 'email' }),
      await field({ claim: 'languages', kind: 'list' }),
      await field(),
    ];
    const person = await seedPerson(server);
    await give(person.username, { [team.key]: 'Ops', [floor.key]: 3, [langs.key]: ['de', 'en'], [silent.key]: 'x' });
    const claims = { team: 'Ops', languages: ['de', 'en'] };
    const [profile, email] = [await learns(person, 'openid profile'), await learns(person, 'openid email')];

    for (const told of [profile.idToken, profile.userinfo]) {
      expect(told).toMatchObject(claims);
      expect(told).not.toHaveProperty('floor');
      expect(JSON.stringify(told)).not.toContain(silent.key);
    }
    for (const told of [email.idToken, email.userinfo]) {
      expect(told).toMatchObject({ floor: 3 });
      expect(told).not.toHaveProperty('team');
    }
    expect((await learns(person, 'openid')).userinfo).toEqual({ sub: profile.idToken.sub });
  });

  it('changes with the next token, and names the applications that ask for its scope', async () => {
    const { id, key } = await field({ claim: 'before' });
    const person = await seedPerson(server);
    await give(person.username, { [key]: 'value' });
    const party = await TestParty.register(server, { name: 'Asks for profile', scopes: ['openid', 'profile'] });
    await server.manage('PATCH', `profile-fields/${id}`, { claim: 'after' });

    const { userinfo } = await learns(person, 'openid profile');
    expect(userinfo).toMatchObject({ after: 'value' });
    expect(userinfo).not.toHaveProperty('before');
    const { body } = await server.manage('GET', 'profile-fields/applications?scope=profile');
    expect(body).toContainEqual({ clientId: party.clientId, name: 'Asks for profile' });
    expect((await server.manage('GET', 'profile-fields/applications?scope=email')).body).not.toContainEqual({
      clientId: party.clientId,
      name: 'Asks for profile',
    });
  });
});

describe('an import', () => {
  it('sets profile fields by columns, refuses what is no value, and changes nothing when it is the same', async () => {
    const [card, hired, teams] = [
      await field({ certificateKey: true, unique: true }),
      await field({ kind: 'date' }),
      await field({ kind: 'list' }),
    ];
    const imports = new PeopleImports(server, holders.methodId);
    const [one, two, three] = [await imports.somebody(), `new-${randomUUID()}`, await imports.somebody()];
    const number = randomUUID();
    await give(three, { [card.key]: 'taken' });
    const table = [
      `username,name,fields.${card.key},Fields.${hired.key},fields.${teams.key}`,
      `${one},,${number},2026-01-31,Ops; Dev`,
      `${two},Two,two-${number},,`,
      `${three},,,31.01.2026,`,
      `four-${number},Four,TAKEN,,`,
    ].join('\n');

    const checked = await imports.check('csv', table);
    expect((await imports.linesOf(checked.id)).map(({ verdict, code }) => [verdict, code])).toEqual([
      ['update', null],
      ['create', null],
      ['refused', 'request.invalid'],
      ['refused', 'profile_field.value_taken'],
    ]);
    expect((await imports.apply(checked.id)).counts).toEqual(checked.counts);
    const fields = { [card.key]: number, [hired.key]: '2026-01-31', [teams.key]: ['Ops', 'Dev'] };
    expect((await server.manage('GET', `users/${await idOf(one)}`)).body).toMatchObject({ fields });
    expect((await server.manage('GET', `users/${await idOf(two)}`)).body).toMatchObject({
      fields: { [card.key]: `two-${number}` },
    });
    const lines = `{"username":"${one}","fields.${hired.key}":"2026-01-31"}`;
    expect((await imports.check('jsonl', lines)).counts.unchanged).toBe(1);
    expect((await imports.check('jsonl', `{"username":"${one}","fields.there_is_none":"x"}`)).counts.refused).toBe(1);
  });

  it('refuses the second of two lines with one value of a unique field, and applies the others', async () => {
    const { key } = await field({ unique: true });
    const imports = new PeopleImports(server, holders.methodId);
    const names = [1, 2, 3].map((number) => `twice-${number}-${randomUUID()}`);
    const table = names.map((name, index) => `${name},N,${index < 2 ? 'same' : 'other'}`).join('\n');

    const applied = await imports.apply((await imports.check('csv', `username,name,fields.${key}\n${table}`)).id);

    expect(applied.counts).toMatchObject({ create: 2, refused: 1 });
  });
});
