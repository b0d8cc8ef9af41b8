import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';

let server: TestServer;
let administrator: { accountId: string };
let owner: { accountId: string };
let serial = 0;

beforeAll(async () => {
  server = await TestServer.start();
  administrator = { accountId: await server.account({ username: 'the-administrator', role: 'administrator' }) };
  owner = { accountId: await server.account({ username: 'the-owner', role: 'owner' }) };
});
afterAll(() => server?.stop());

type Verb = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
const call = (method: Verb, path: string, body?: object, by: { accountId: string } = administrator) =>
  server.call(by, method, path, body);
const field = async (given: object = {}): Promise<{ id: string; key: string }> => {
  const key = `field_${(serial += 1)}`;
  const { status, body } = await call('POST', '/profile-fields', { key, kind: 'text', labels: { en: key }, ...given });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body as { id: string; key: string };
};
const give = (accountId: string, fields: object, by = administrator) =>
  call('PATCH', `/users/${accountId}`, { fields }, by);
const pathsOf = ({ body }: { body: unknown }) =>
  (body as { errors: { path: string }[] }).errors.map(({ path }) => path);

describe('profile fields', () => {
  it('are created, changed and deleted, each with an event', async () => {
    const { id, key } = await field({ labels: { en: ' Number ', de: '' } });
    const changed = await call('PATCH', `/profile-fields/${id}`, { labels: { en: 'Number', de: 'Nummer' } });
    expect(changed.body).toMatchObject({ key, labels: { en: 'Number', de: 'Nummer' }, unique: false, claim: null });
    await give(await server.account(), { [key]: 'A-1' });
    expect((await call('GET', `/profile-fields/${id}/usage`)).body).toEqual({ people: 1, methods: [] });
    expect((await call('DELETE', `/profile-fields/${id}`)).status).toBe(204);
    expect((await call('GET', `/profile-fields/${id}`)).body).toMatchObject({ code: 'profile_field.not_found' });

    const events = await server.sql<{ type: string; details: { people?: number } }>(
      `select type, details from audit_event where details ->> 'field' = $1 order by id`,
      [id],
    );
    expect(events.map(({ type, details }) => [type, details.people])).toEqual([
      ['profile_field.created', undefined],
      ['profile_field.updated', undefined],
      ['profile_field.deleted', 1],
    ]);
  });

  it.each([
    ['a reserved key', { key: 'email' }, 'key'],
    ['a key with capitals', { key: 'Number' }, 'key'],
    ['a key that is too long', { key: `a${'b'.repeat(40)}` }, 'key'],
    ['no label', { labels: { en: ' ' } }, 'labels'],
    ['a label in a language that there is not', { labels: { en: 'x', xx: 'y' } }, 'labels.xx'],
    ['a choice without values', { kind: 'choice' }, 'options'],
    ['values without a choice', { options: ['a'] }, 'options'],
    ['a key for certificates that people edit', { certificateKey: true, editable: true }, 'editable'],
    ['a number that identifies certificates', { kind: 'number', certificateKey: true }, 'certificateKey'],
    ['a unique answer', { kind: 'yes_no', unique: true }, 'unique'],
    ['one that people edit and do not see', { shown: false, editable: true }, 'editable'],
    ['a reserved claim', { claim: 'roles' }, 'claim'],
    ['a scope of the management API', { claim: 'a', scope: 'read:users' }, 'scope'],
  ])('are refused with %s', async (_, given, path) => {
    const answer = await call('POST', '/profile-fields', {
      key: 'refused',
      kind: 'text',
      labels: { en: 'x' },
      ...given,
    });

    expect([answer.status, pathsOf(answer)]).toEqual([422, [path]]);
  });

  it('have one key and one claim each', async () => {
    const { key } = await field({ claim: 'cost_center' });

    expect((await call('POST', '/profile-fields', { key, kind: 'text', labels: { en: 'x' } })).body).toMatchObject({
      code: 'profile_field.key_taken',
    });
    const other = { key: `${key}_b`, kind: 'text', labels: { en: 'x' }, claim: 'cost_center' };
    expect((await call('POST', '/profile-fields', other)).body).toMatchObject({ code: 'profile_field.claim_taken' });
  });

  it('are read by managers, and changed by administrators only', async () => {
    const manager = { accountId: await server.account({ role: 'manager' }) };
    const { id } = await field();

    expect((await call('GET', '/profile-fields', undefined, manager)).status).toBe(200);
    expect((await call('PATCH', `/profile-fields/${id}`, { shown: false }, manager)).status).toBe(403);
    expect((await call('DELETE', `/profile-fields/${id}`, undefined, manager)).status).toBe(403);
  });
});

describe('values of profile fields', () => {
  it.each([
    ['text', 'Ada', 'x'.repeat(255)],
    ['text', '\u00c5ngstr\u00f6m', '\u0000'],
    ['text', 'a', '\u202eevil'],
    ['text', 'a', '\u200b'],
    // NFKC makes eighteen characters of this one.
    ['text', 'a', '\ufdfa'.repeat(20)],
    ['number', 1.5, '1.5'],
    ['number', -3, 1e300],
    ['date', '2026-02-28', '2026-02-30'],
    ['date', '2024-02-29', '28.02.2026'],
    ['yes_no', false, 'no'],
    ['list', ['a', 'b'], 'a'],
    ['list', ['a'], Array.from({ length: 21 }, (_, index) => `${index}`)],
    ['list', ['a'], ['a', 1]],
    ['choice', 'red', 'blue'],
  ])('of the kind %s: %j, but not %j', async (kind, good, bad) => {
    const { key } = await field({ kind, ...(kind === 'choice' && { options: ['red'] }) });
    const accountId = await server.account();

    expect((await give(accountId, { [key]: good })).body).toMatchObject({ fields: { [key]: good } });
    const refused = await give(accountId, { [key]: bad });
    expect([refused.status, pathsOf(refused)]).toEqual([422, [`fields.${key}`]]);
    expect((await call('GET', `/users/${accountId}`)).body).toMatchObject({ fields: { [key]: good } });
  });

  it('are removed by null, and an unknown field is refused', async () => {
    const { key } = await field();
    const accountId = await server.account();
    await give(accountId, { [key]: 'A' });

    expect((await give(accountId, { [key]: null })).body).toMatchObject({ fields: {} });
    expect(pathsOf(await give(accountId, { unknown_field: 'A' }))).toEqual(['fields.unknown_field']);
    expect(await server.events(accountId)).toEqual(['account.updated', 'account.updated']);
  });

  it('are given to a new account, or no account is created', async () => {
    const { key } = await field({ unique: true });
    const make = (username: string) => call('POST', '/users', { username, name: 'N', fields: { [key]: 'one' } });

    expect((await make('first-with-field')).body).toMatchObject({ fields: { [key]: 'one' } });
    expect((await make('second-with-field')).body).toMatchObject({ code: 'profile_field.value_taken' });
    expect((await call('GET', '/users?search=second-with-field')).body).toMatchObject({ total: 0 });
  });

  it('of a unique field belong to one account, in any spelling', async () => {
    const { key } = await field({ unique: true, kind: 'list' });
    const [ada, eve] = [await server.account(), await server.account()];
    await give(ada, { [key]: ['Stra\u00dfe', '\uff21-1'] });

    expect((await give(eve, { [key]: ['x', 'a-1'] })).body).toMatchObject({
      code: 'profile_field.value_taken',
      errors: [{ path: `fields.${key}` }],
    });
    expect((await give(eve, { [key]: ['STRA\u00dfE '] })).status).toBe(409);
    expect((await give(ada, { [key]: ['a-1'] })).status).toBe(200);
  });

  it('of a unique field are stored once when two accounts get them at once', async () => {
    const { key } = await field({ unique: true });
    const people = await Promise.all([1, 2, 3, 4].map(() => server.account()));
    const answers = await Promise.all(people.map((accountId) => give(accountId, { [key]: 'same' })));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('keep a field from becoming unique while two are the same', async () => {
    const { id, key } = await field();
    const [ada, eve] = [await server.account(), await server.account()];
    await give(ada, { [key]: 'Same' });
    await give(eve, { [key]: 'same' });

    expect((await call('PATCH', `/profile-fields/${id}`, { unique: true })).body).toMatchObject({
      code: 'profile_field.values_repeated',
    });
    await give(eve, { [key]: 'other' });
    expect((await call('PATCH', `/profile-fields/${id}`, { unique: true })).status).toBe(200);
    expect((await give(eve, { [key]: 'SAME' })).status).toBe(409);
  });

  it('cannot slip in twice while the field becomes unique', async () => {
    const { id, key } = await field();
    const [ada, eve] = [await server.account(), await server.account()];
    await give(ada, { [key]: 'same' });
    await Promise.all([give(eve, { [key]: 'same' }), call('PATCH', `/profile-fields/${id}`, { unique: true })]);

    const [row] = await server.sql<{ is_unique: boolean; count: number }>(
      `select f.is_unique, count(v)::int as count from profile_field f left join profile_field_value v on v.field_id = f.id
       where f.id = $1 group by f.id`,
      [id],
    );
    expect([
      { is_unique: true, count: 1 },
      { is_unique: false, count: 2 },
    ]).toContainEqual(row);
  });
});

describe('people', () => {
  it('see their fields and change those that they may edit', async () => {
    const [open, fixed, hidden] = [await field({ editable: true }), await field(), await field({ shown: false })];
    const me = { accountId: await server.account() };
    await give(me.accountId, { [fixed.key]: 'fixed', [hidden.key]: 'hidden' });

    const changed = await call('PATCH', '/me', { fields: { [open.key]: 'mine' } }, me);
    const { fields } = changed.body as { fields: { key: string; value: unknown; editable: boolean }[] };
    const mine = fields.filter(({ key }) => [open.key, fixed.key, hidden.key].includes(key));
    expect(mine.map(({ key, value, editable }) => [key, value, editable]).sort()).toEqual(
      [
        [open.key, 'mine', true],
        [fixed.key, 'fixed', false],
      ].sort(),
    );
    expect((await call('PATCH', '/me', { fields: { [fixed.key]: 'x' } }, me)).body).toMatchObject({
      code: 'profile_field.not_editable',
    });
    expect(pathsOf(await call('PATCH', '/me', { fields: { [hidden.key]: 'x' } }, me))).toEqual([
      `fields.${hidden.key}`,
    ]);
  });

  it('get all of them in the export of their data', async () => {
    const hidden = await field({ shown: false });
    const me = { accountId: await server.account() };
    await give(me.accountId, { [hidden.key]: 'secret note' });

    const { body } = await call('GET', '/me/export', undefined, me);
    expect(JSON.stringify(body)).toContain('secret note');
  });
});

describe('a field that identifies certificates', () => {
  it('is changed for owners by owners only', async () => {
    const { key } = await field({ certificateKey: true });
    const target = await server.account({ role: 'owner' });

    expect((await give(target, { [key]: 'card' })).body).toMatchObject({ code: 'token.insufficient_role' });
    expect((await give(target, { [key]: 'card' }, owner)).status).toBe(200);
  });

  it('forgets the value of somebody who becomes an owner, whichever comes first', async () => {
    const { key } = await field({ certificateKey: true });
    const kept = await field();
    const accountId = await server.account();
    await give(accountId, { [key]: 'mine', [kept.key]: 'kept' });

    expect((await call('PATCH', `/users/${accountId}`, { role: 'owner' }, owner)).body).toMatchObject({
      role: 'owner',
      fields: { [kept.key]: 'kept' },
    });
    const other = await server.account();
    await Promise.all([give(other, { [key]: 'theirs' }), call('PATCH', `/users/${other}`, { role: 'owner' }, owner)]);
    expect((await call('GET', `/users/${other}`)).body).toMatchObject({ role: 'owner', fields: {} });
  });

  it('cannot be made of values that people typed, until an administrator has set them', async () => {
    const { id, key } = await field({ editable: true });
    const me = { accountId: await server.account() };
    await call('PATCH', '/me', { fields: { [key]: 'somebody else’s number' } }, me);
    const become = () => call('PATCH', `/profile-fields/${id}`, { editable: false, certificateKey: true });

    expect((await become()).body).toMatchObject({ code: 'profile_field.typed_by_people' });
    await give(me.accountId, { [key]: 'their number' });
    expect((await become()).status).toBe(200);
  });

  it('is not made by an administrator of values of owners', async () => {
    const { id, key } = await field();
    await give(await server.account({ role: 'owner' }), { [key]: 'x' }, owner);
    const become = (by: { accountId: string }) => call('PATCH', `/profile-fields/${id}`, { certificateKey: true }, by);

    expect((await become(administrator)).body).toMatchObject({ code: 'token.insufficient_role' });
    expect((await become(owner)).status).toBe(200);
    expect((await call('DELETE', `/profile-fields/${id}`)).body).toMatchObject({ code: 'token.insufficient_role' });
  });

  it('stays one, and stays, while a method has a rule for it', async () => {
    const { id, key } = await field({ certificateKey: true });
    const methodId = await server.method();
    await server.sql('update sign_in_method set params = $2 where id = $1', [
      methodId,
      { rules: [{ source: 'san-upn', field: `field:${key}` }] },
    ]);

    expect((await call('PATCH', `/profile-fields/${id}`, { certificateKey: false })).body).toMatchObject({
      code: 'profile_field.in_use',
    });
    expect((await call('DELETE', `/profile-fields/${id}`)).body).toMatchObject({ code: 'profile_field.in_use' });
    expect((await call('GET', `/profile-fields/${id}/usage`)).body).toMatchObject({ methods: [{ id: methodId }] });
    await server.sql('delete from sign_in_method where id = $1', [methodId]);
    expect((await call('DELETE', `/profile-fields/${id}`)).status).toBe(204);
  });

  it('takes no invisible characters, which no certificate can match', async () => {
    const { key } = await field({ certificateKey: true });

    expect(pathsOf(await give(await server.account(), { [key]: 'a\u200bb' }))).toEqual([`fields.${key}`]);
  });
});
