import { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MethodsOfOrganization, OrganizationEndings, OrganizationsModule, organizationProblems } from './index.js';

/** These organizations have none; what becomes of methods is tested with the whole server. */
class NoMethods extends MethodsOfOrganization {
  override async hold(): Promise<void> {
    return undefined;
  }

  override async delete(): Promise<() => void> {
    return () => undefined;
  }
}

let api: TestApi;
const nothingEnded = () => Promise.resolve({ announce: () => undefined });

beforeAll(async () => {
  api = await TestApi.start({
    imports: [OrganizationsModule],
    problems: organizationProblems,
    // There is no engine here that could have signed somebody in.
    ports: [
      { provide: OrganizationEndings, useValue: { ofOrganization: nothingEnded, ofMember: nothingEnded } },
      { provide: MethodsOfOrganization, useClass: NoMethods },
    ],
  });
});
afterAll(() => api?.stop());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const call = (method: Method, path: string, body?: object, token?: string) =>
  api.call(method, `/api/v2/organizations${path}`, { body, ...(token !== undefined && { token }) });

const create = async (slug: string): Promise<string> =>
  (await call('POST', '', { name: `The ${slug}`, slug })).body.id as string;

const account = async (username: string): Promise<string> => {
  const [row] = await api.sql<{ id: string }>('insert into account (username, name) values ($1, $1) returning id', [
    username,
  ]);
  return row!.id;
};

const application = (organization: string, name: string) =>
  api.sql(
    `insert into client (client_id, name, app_type, metadata, organization_id) values ($1, $1, 'spa', '{}', $2)`,
    [name, organization],
  );

const eventsOf = async (organization: string): Promise<readonly string[]> => {
  const rows = await api.sql<{ type: string }>(
    `select type from audit_event where details->>'organization' = $1 order by id`,
    [organization],
  );
  return rows.map(({ type }) => type);
};

describe('organizations', () => {
  it('have a unique short name', async () => {
    const created = await call('POST', '', { name: ' North ', slug: 'north', contact: 'help@north.example' });
    const again = await call('POST', '', { name: 'Another', slug: 'north' });

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      ...{ name: 'North', slug: 'north', contact: 'help@north.example', status: 'active' },
      ...{ memberCount: 0, applicationCount: 0 },
    });
    expect(again.body).toMatchObject({ status: 409, code: 'organization.slug_taken' });
  });

  it.each([
    { slug: 'a' },
    { slug: 'North' },
    { slug: 'a b' },
    { slug: 'x'.repeat(41) },
    { name: ' ' },
    { name: 'x'.repeat(65) },
  ])('refuse %j', async (wrong) => {
    expect((await call('POST', '', { name: 'South', slug: 'south', ...wrong })).body).toMatchObject({ status: 422 });
  });

  it('are found by name and short name, by name in order', async () => {
    for (const slug of ['zebra-zoo', 'aardvark-zoo']) await create(slug);

    const { body } = await call('GET', '?search=-ZOO');

    expect(body).toMatchObject({ total: 2, items: [{ slug: 'aardvark-zoo' }, { slug: 'zebra-zoo' }] });
  });

  it('are changed, suspended and activated, each with its event', async () => {
    const id = await create('changing');

    await call('PATCH', `/${id}`, { name: 'Changed', contact: null });
    const suspended = await call('PATCH', `/${id}`, { status: 'suspended' });
    await call('PATCH', `/${id}`, { status: 'suspended' });
    await call('PATCH', `/${id}`, { status: 'active' });

    expect(suspended.body).toMatchObject({ name: 'Changed', status: 'suspended' });
    expect(await eventsOf(id)).toEqual([
      ...['organization.created', 'organization.updated', 'organization.suspended', 'organization.activated'],
    ]);
  });

  it('are not deleted while they have applications, which the refusal names', async () => {
    const id = await create('busy');
    await application(id, 'Payroll');

    expect((await call('DELETE', `/${id}`)).body).toMatchObject({
      ...{ status: 409, code: 'organization.has_applications' },
      errors: [{ message: 'Payroll' }],
    });
    await api.sql('delete from client where organization_id = $1', [id]);
    expect((await call('DELETE', `/${id}`)).status).toBe(204);
    expect((await call('GET', `/${id}`)).body).toMatchObject({ code: 'organization.not_found' });
  });

  it('answer an unknown id alike, whatever its form', async () => {
    for (const id of ['x', '00000000-0000-4000-8000-000000000000']) {
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['PATCH', '', { name: 'X' }],
        ['DELETE', '', undefined],
        ['GET', '/members', undefined],
        ['POST', '/members', { username: 'ada', role: 'member' }],
      ] as const) {
        expect((await call(method, `/${id}${path}`, body)).body.code).toBe('organization.not_found');
      }
    }
  });
});

describe('members', () => {
  it('are added by id or username, each once, and found by name', async () => {
    const id = await create('club');
    const ada = await account('ada.club');
    await account('bob.club');

    const added = await call('POST', `/${id}/members`, { account: ada, role: 'manager' });
    const byName = await call('POST', `/${id}/members`, { username: 'BOB.club', role: 'member' });
    const again = await call('POST', `/${id}/members`, { account: ada, role: 'member' });

    expect(added.body).toMatchObject({ id: ada, username: 'ada.club', role: 'manager' });
    expect(byName.status).toBe(201);
    expect(again.body).toMatchObject({ status: 409, code: 'membership.duplicate' });
    expect((await call('GET', `/${id}/members?search=BOB`)).body).toMatchObject({
      ...{ total: 1, items: [{ username: 'bob.club', role: 'member' }] },
    });
    expect((await call('GET', `/${id}`)).body).toMatchObject({ memberCount: 2 });
  });

  it('cannot be added when there is no such account, or two are named', async () => {
    const id = await create('strangers');

    for (const [body, code] of [
      [{ username: 'nobody.there' }, 'account.not_found'],
      [{ account: '00000000-0000-4000-8000-000000000000' }, 'account.not_found'],
      [{}, 'request.invalid'],
      [{ username: 'a', account: '00000000-0000-4000-8000-000000000000' }, 'request.invalid'],
    ] as const) {
      expect((await call('POST', `/${id}/members`, { ...body, role: 'member' })).body.code).toBe(code);
    }
  });

  it('may belong to several organizations, and see their own', async () => {
    const [one, two] = [await create('first-of-two'), await create('second-of-two')];
    const accountId = await account('in.both');
    await call('POST', `/${one}/members`, { account: accountId, role: 'member' });
    await call('POST', `/${two}/members`, { account: accountId, role: 'support' });

    const { body } = await api.call('GET', '/api/v2/me/organizations', { token: api.tokens.issue({ accountId }) });

    expect(body).toMatchObject([
      { id: one, slug: 'first-of-two', role: 'member', status: 'active' },
      { id: two, role: 'support' },
    ]);
  });

  it('change roles and leave, with events about them', async () => {
    const id = await create('leaving');
    const accountId = await account('leaver');
    const path = `/${id}/members/${accountId}`;
    await call('POST', `/${id}/members`, { account: accountId, role: 'member' });

    expect((await call('PATCH', path, { role: 'support' })).body).toMatchObject({ role: 'support' });
    expect((await call('DELETE', path)).status).toBe(204);
    for (const [method, body] of [['DELETE'], ['PATCH', { role: 'member' }]] as const) {
      expect((await call(method, path, body)).body.code).toBe('membership.not_found');
    }
    expect(await eventsOf(id)).toEqual([
      ...['organization.created', 'membership.added', 'membership.changed', 'membership.removed'],
    ]);
  });

  it('keep their last owner', async () => {
    const id = await create('one-owner');
    const accountId = await account('only.owner');
    await call('POST', `/${id}/members`, { account: accountId, role: 'owner' });
    const path = `/${id}/members/${accountId}`;

    for (const [method, body] of [['DELETE'], ['PATCH', { role: 'member' }]] as const) {
      expect((await call(method, path, body)).body).toMatchObject({ status: 409, code: 'organization.last_owner' });
    }
    expect((await call('PATCH', path, { role: 'owner' })).status).toBe(200);
  });

  it('keep one of two owners who go at once', async () => {
    for (let round = 0; round < 8; round++) {
      const id = await create(`race-${round}`);
      const accounts = [await account(`race-a-${round}`), await account(`race-b-${round}`)];
      for (const one of accounts) await call('POST', `/${id}/members`, { account: one, role: 'owner' });

      const answers = await Promise.all([
        call('DELETE', `/${id}/members/${accounts[0]}`),
        call('PATCH', `/${id}/members/${accounts[1]}`, { role: 'member' }),
      ]);

      expect(answers.filter(({ status }) => status === 409)).toHaveLength(1);
      expect(
        (await call('GET', `/${id}/members`)).body.items.filter(({ role }: { role: string }) => role === 'owner'),
      ).toHaveLength(1);
    }
  });
});

describe('the database', () => {
  it.each([
    [`insert into organization (name, slug) values ('X', 'Upper')`, 'organization_slug_format'],
    [`insert into organization (name, slug, status) values ('X', 'xx', 'closed')`, 'organization_status'],
    [`insert into organization (name, slug) values (' X', 'xx')`, 'organization_name'],
  ])('refuses %s', async (sql, constraint) => {
    await expect(api.sql(sql)).rejects.toThrow(constraint);
  });
});
