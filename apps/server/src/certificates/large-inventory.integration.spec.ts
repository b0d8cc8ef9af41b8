import { Statements } from '@postern/database';
import { fewestStatements } from '@postern/database/testing';
import type { KnownCertificate, Page } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPerson } from '../../testing/people.js';
import { TestServer } from '../../testing/test-server.js';

const many = 5000;

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
  const { accountId } = await createPerson(server);
  await server.sql(
    `with method as (insert into sign_in_method (type, name) values ('mtls', 'Many') returning id),
     stored as (
       insert into certificate (sha256, der, summary, not_before, not_after)
       select sha256(n::text::bytea), n::text::bytea, jsonb_build_object('name', 'Person ' || n, 'subject', 'CN=Person ' || n,
         'issuer', 'CN=CA ' || n % 10, 'issuerName', 'CA', 'serialNumber', n::text, 'sha256', n::text, 'key', 'EC', 'alternativeNames', '[]'::jsonb),
         now() - interval '1 year', date_trunc('second', now()) + n * interval '1 hour'
       from generate_series(1, $1::int) n returning id, summary ->> 'name' as name)
     insert into identifier (account_id, method_id, subject, label, certificate_id)
     select $2, method.id, stored.name, stored.name, stored.id from stored, method`,
    [many, accountId],
  );
  await server.sql('analyze');
});
afterAll(() => server?.stop());

const list = async (query: string): Promise<Page<KnownCertificate>> =>
  (await server.manage('GET', `certificates?${query}`)).body as Page<KnownCertificate>;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Plan[];
}

/** Rows read from each table, summed over all loops of the plan. */
const rowsRead = (plan: Plan, read = new Map<string, number>()): ReadonlyMap<string, number> => {
  const table = plan['Relation Name'];
  if (table !== undefined)
    read.set(table, (read.get(table) ?? 0) + Math.max(1, plan['Actual Rows'] * plan['Actual Loops']));
  for (const below of plan.Plans ?? []) rowsRead(below, read);
  return read;
};

describe('an inventory of thousands', () => {
  it('needs as many statements for a hundred certificates as for one', async () => {
    const one = await fewestStatements(() => list('pageSize=1'));

    expect(await fewestStatements(() => list('pageSize=100'))).toBe(one);
    expect((await list('pageSize=100')).items).toHaveLength(100);
  });

  it('reads only the certificates of a page, and their uses', async () => {
    const run = vi.spyOn(Statements.prototype, 'run');
    await list('pageSize=50');
    const [, text = '', values = []] =
      run.mock.calls.find(([, sql]) => sql.includes('limit') && sql.includes('places')) ?? [];
    run.mockRestore();

    const [row] = await server.sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`explain (analyze, format json) ${text}`, [
      ...(values as unknown[]),
    ]);

    const read = rowsRead(row!['QUERY PLAN'][0].Plan);
    expect(read.get('certificate')).toBeLessThanOrEqual(100);
    expect(read.get('identifier')).toBeLessThanOrEqual(100);
  });

  it('exports each certificate once', async () => {
    const { text } = await server.manage('GET', 'certificates/export?use=person');

    const ids = text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0]);
    expect(ids).toHaveLength(many);
    expect(new Set(ids).size).toBe(many);
  });
});
