import { expect, it } from 'vitest';
import { databaseBefore } from '../../testing/migrated-database.js';

const note = 'says {"authorityIds": "backendId"';
const validate = (ids: string) => ({
  require: { type: 'all', clauses: [{ type: 'validate', [ids]: ['a'] }, { note }] },
});

it('existing rows get the renamed values, and the former ones when the migration is reverted', async () => {
  const database = await databaseBefore('Upstreams');
  await database.query(`insert into account (login, name) values ('ada', 'Ada')`);
  const [{ id }] = await database.query(
    `insert into gateway_backend (name, url) values ('b', 'https://b') returning id`,
  );
  const policy = JSON.stringify(validate('authorityIds'));
  await database.query(
    `insert into gateway_api (name, path_prefix, backend_id, policy, forwarded_headers, applied, applied_path_prefix, applied_backend_id, former_policy)
     values ('a', '/a', $1::uuid, $2::jsonb, '{}', jsonb_build_object('pathPrefix', '/a', 'backendId', $1::uuid, 'policy', $2::jsonb), '/a', $1::uuid, null)`,
    [id, policy],
  );
  await database.query(
    `insert into audit_event (type, code, details) values ('account.created', null, '{"login": "ada", "role": "owner"}'),
       ('gateway.api_updated', null, '{"changed": ["name", "backendId"]}'), ('gateway.backend_updated', 'gateway.backend_in_use', '{}'),
       ('gateway.authority_added', null, '{"name": "login"}')`,
  );
  const events = () => database.query('select type, code, details from audit_event order by id');
  const before = await events();

  await database.migrate();

  expect(await database.query('select username, folded from account')).toEqual([
    { username: 'ada', folded: expect.stringContaining('ada') },
  ]);
  expect(await database.query('select upstream_id, policy, applied from gateway_api')).toEqual([
    {
      upstream_id: id,
      policy: validate('trustAnchorIds'),
      applied: { pathPrefix: '/a', upstreamId: id, policy: validate('trustAnchorIds') },
    },
  ]);
  expect(await events()).toEqual([
    { type: 'account.created', code: null, details: { username: 'ada', role: 'owner' } },
    { type: 'gateway.api_updated', code: null, details: { changed: ['name', 'upstreamId'] } },
    { type: 'gateway.upstream_updated', code: 'gateway.upstream_in_use', details: {} },
    { type: 'gateway.trust_anchor_added', code: null, details: { name: 'login' } },
  ]);

  await database.undo();

  expect(await events()).toEqual(before);
  expect(await database.query('select policy from gateway_api')).toEqual([{ policy: validate('authorityIds') }]);
  await database.drop();
});
