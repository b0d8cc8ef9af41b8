import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Statements } from '@postern/database';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPerson } from '../../testing/people.js';
import { TestServer } from '../../testing/test-server.js';

const many = 3000;

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
  const { accountId } = await createPerson(server);
  await server.sql(
    `insert into certificate (sha256, der, summary, not_before, not_after)
     select sha256(n::text::bytea), n::text::bytea, jsonb_build_object('name', 'Person ' || n, 'subject', 'CN=Person ' || n,
       'issuer', 'CN=CA', 'issuerName', 'CA', 'serialNumber', n::text, 'sha256', n::text, 'key', 'EC', 'alternativeNames', '[]'::jsonb),
       now(), now() + n * interval '1 hour'
     from generate_series(1, $1::int) n`,
    [many],
  );
  await server.sql(
    `insert into audit_event (type, account_id, details) select 'sign_in.succeeded', $2, '{}' from generate_series(1, $1::int)`,
    [many, accountId],
  );
});
afterAll(() => server?.stop());
afterEach(() => {
  vi.restoreAllMocks();
});

/** How a response ended: `end` (complete) or `aborted`; and how much of it arrived. */
const download = async (
  path: string,
): Promise<{ readonly status?: number; readonly ended: string; readonly size: number }> => {
  const authorization = await server.managementAuthorization();
  const { port } = server.app.getHttpServer().address() as AddressInfo;
  return new Promise((resolve) => {
    let size = 0;
    const headers = { host: 'id.test', 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.10', authorization };
    request({ host: '127.0.0.1', port, path: `/api/v2/${path}`, headers }, (response) => {
      const done = (ended: string) => resolve({ status: response.statusCode ?? 0, ended, size });
      response.on('data', (part: Buffer) => (size += part.length));
      response.on('end', () => done('end')).on('error', () => done('aborted'));
    })
      .on('error', () => resolve({ ended: 'aborted', size }))
      .end();
  });
};

/** Has the database cancel a statement of the export, as an administrator or a time limit does: the first, or a later one. */
const cancel = (table: string, number: number): void => {
  const run = Statements.prototype.run;
  let count = 0;
  vi.spyOn(Statements.prototype, 'run').mockImplementation(function (this: Statements, name, text, values) {
    const isOfExport = new RegExp(`from ${table}\\s`, 'u').test(text);
    if (!isOfExport || (count += 1) !== number) return run.call(this, name, text, values) as never;
    return run.call(this, 'test.cancelled', 'select pg_cancel_backend(pg_backend_pid())') as never;
  });
};

describe.each([
  ['certificates/export', 'certificate'],
  ['audit-events/export?format=csv', 'audit_event'],
  ['audit-events/export?format=json', 'audit_event'],
])('%s', (path, table) => {
  it('ends whole', async () => {
    expect(await download(path)).toMatchObject({ status: 200, ended: 'end' });
  });

  it('cuts the connection when a statement is cancelled in the middle', async () => {
    const whole = await download(path);
    cancel(table, 3);

    const { ended, size } = await download(path);

    expect(ended).toBe('aborted');
    expect(size).toBeLessThan(whole.size);
  });

  it('says so when the first statement is cancelled', async () => {
    cancel(table, 1);

    const { ended, status = 0 } = await download(path);

    expect([ended, status]).toEqual(['end', 503]);
  });
});
