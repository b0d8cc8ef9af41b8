import { type EncryptionKeys, KeyEncryption } from '@postern/config';
import { createDataSource } from '@postern/database';
import { createTestDatabase, type TestDatabase } from '@postern/database/testing';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newEncryptionKey } from '../../testing/test-server.js';
import { entities } from '../wiring/entities.js';
import { assertEverythingOpens } from './assert-everything-opens.js';
import { encryptAnew } from './encrypt-anew.js';
import { reportEncryption } from './encryption-report.js';
import { sealedColumns } from './sealed-columns.js';

const keys = (current: string, ...previous: readonly string[]): EncryptionKeys => ({
  POSTERN_ENCRYPTION_KEY: current,
  POSTERN_ENCRYPTION_KEY_PREVIOUS: [...previous],
});
const [former, fresh, lost] = [newEncryptionKey(), newEncryptionKey(), newEncryptionKey()];
const both = keys(fresh, former);

let test: TestDatabase;
let database: DataSource;

beforeEach(async () => {
  test = await createTestDatabase();
  const config = { DATABASE_POOL_SIZE: 4, DATABASE_STATEMENT_TIMEOUT: 5000, DATABASE_CONNECT_TIMEOUT: 3000 };
  database = await createDataSource({ DATABASE_URL: test.url, ...config }, [...entities]).initialize();
  for (const kid of ['one', 'two']) await storeSigningKey(kid, former);
  await storeGatewayKey('billing', former);
});

afterEach(async () => {
  await database.destroy();
  await test.drop();
});

const seal = (index: number, id: string, key: string): Buffer =>
  new KeyEncryption(keys(key), sealedColumns[index]!.purpose).encrypt(`secret of ${id}`, id);

const storeSigningKey = (kid: string, key: string): Promise<unknown> =>
  database.query(`insert into signing_key (kid, kty, encrypted_jwk) values ($1, 'EC', $2)`, [kid, seal(0, kid, key)]);

const storeGatewayKey = (id: string, key: string): Promise<unknown> =>
  database.query(
    `with stored as (
       insert into certificate (sha256, der, summary, not_before, not_after)
       values (sha256(convert_to($1, 'UTF8')), '', '{}', now(), now()) returning id
     ) insert into gateway_certificate (id, certificate_id, encrypted_key) select $1, id, $2 from stored`,
    [id, seal(1, id, key)],
  );

/** All encrypted values as one text, for comparison. */
const stored = async (): Promise<readonly string[]> => {
  const rows = await database.query<{ text: string }[]>(
    `select kid || encode(encrypted_jwk, 'hex') as text from signing_key
     union all select id || encode(encrypted_key, 'hex') from gateway_certificate order by text`,
  );
  return rows.map(({ text }) => text);
};

const events = async (): Promise<unknown[]> =>
  (await database.query<{ details: unknown }[]>(`select details from audit_event order by id`)).map(
    ({ details }) => details,
  );

describe('encrypting everything anew', () => {
  it('leaves nothing under the former key, reports its work, and is recorded', async () => {
    await storeSigningKey('three', fresh);

    const outcome = await encryptAnew(database, both);

    expect(reportEncryption(outcome)).toMatch(
      /^Encrypted anew: 2 of 3 signing keys, 1 of 1 gateway key, 0 of 0 pairwise secrets\. Nothing is left under another key\./,
    );
    await expect(assertEverythingOpens(database, keys(fresh))).resolves.toBeUndefined();
    await expect(assertEverythingOpens(database, keys(former))).rejects.toThrow();
    expect(await events()).toEqual([{ signing_key: 2, gateway_certificate: 1, pairwise_secret: 0 }]);
  });

  it('finds nothing to do the second time, and records nothing', async () => {
    await encryptAnew(database, both);
    const after = await stored();

    const outcome = await encryptAnew(database, both);

    expect(reportEncryption(outcome)).toContain(
      'Encrypted anew: 0 of 2 signing keys, 0 of 1 gateway key, 0 of 0 pairwise secrets.',
    );
    expect(await stored()).toEqual(after);
    expect(await events()).toHaveLength(1);
  });

  it('happens once when two runs start at the same time', async () => {
    const outcomes = await Promise.all([encryptAnew(database, both), encryptAnew(database, both)]);

    expect(outcomes.map(([signing]) => signing?.renewed.length).sort()).toEqual([0, 2]);
    await assertEverythingOpens(database, keys(fresh));
    expect(await events()).toHaveLength(1);
  });

  it('changes nothing when it is killed half way, and can be run again', async () => {
    const before = await stored();
    const other = new Client({ connectionString: test.url });
    await other.connect();
    await other.query('begin; lock table gateway_certificate in share row exclusive mode');
    // The signing keys are written; it waits for the gateway's.
    const run = encryptAnew(database, both).catch((error: Error) => error);
    const waiting = `select pid from pg_locks where relation = 'gateway_certificate'::regclass and not granted`;
    await expect.poll(async () => (await other.query(waiting)).rowCount).toBe(1);
    await other.query(`select pg_terminate_backend(pid) from (${waiting}) as killed`);

    expect(await run).toBeInstanceOf(Error);
    await other.end();
    expect(await stored()).toEqual(before);
    expect(await events()).toEqual([]);
    await encryptAnew(database, both);
    await assertEverythingOpens(database, keys(fresh));
  });

  it('waits for a server that is storing a secret under the former key, and encrypts it too', async () => {
    const writer = new Client({ connectionString: test.url });
    await writer.connect();
    await writer.query('begin');
    await writer.query(`insert into signing_key (kid, kty, encrypted_jwk) values ('late', 'EC', $1)`, [
      seal(0, 'late', former),
    ]);
    const run = encryptAnew(database, both);
    const waiting = `select 1 from pg_locks where relation = 'signing_key'::regclass and not granted`;
    await expect.poll(async () => (await writer.query(waiting)).rowCount).toBe(1);
    await writer.query('commit');
    await writer.end();

    expect((await run)[0]?.renewed.map(({ id }) => id)).toEqual(['late', 'one', 'two']);
  });

  it('keeps each secret bound to its row', async () => {
    await encryptAnew(database, both);
    await database.query(
      `update signing_key set encrypted_jwk = (select encrypted_jwk from signing_key where kid = 'one') where kid = 'two'`,
    );

    await expect(assertEverythingOpens(database, both)).rejects.toThrow('none that is set opens signing key two.');
  });

  it('leaves secrets that none of the keys decrypts, and names them', async () => {
    await storeGatewayKey('orders', lost);

    const outcome = await encryptAnew(database, both);

    expect(() => reportEncryption(outcome)).toThrow(
      /^Encrypted anew: 2 of 2 signing keys, 1 of 2 gateway keys, 0 of 0 pairwise secrets\. Left: gateway key orders\. .*POSTERN_ENCRYPTION_KEY_PREVIOUS/,
    );
    const all = keys(fresh, former, lost);
    expect((await encryptAnew(database, all))[1]?.renewed.map(({ id }) => id)).toEqual(['orders']);
    await assertEverythingOpens(database, keys(fresh));
  });
});

describe('a server whose keys do not open what is stored', () => {
  it('fails at its start, with one sentence that names the rows and the variable', async () => {
    for (let number = 3; number <= 8; number += 1) await storeSigningKey(`kid-${number}`, lost);

    await expect(assertEverythingOpens(database, both)).rejects.toThrow(
      /^The configuration is not usable:\n {2}- POSTERN_ENCRYPTION_KEY: .* opens signing keys kid-3, kid-4, kid-5, kid-6, kid-7 and 1 more\./,
    );
    await expect(assertEverythingOpens(database, keys(fresh))).rejects.toThrow('; gateway key billing.');
  });
});

describe('every secret that is encrypted at rest', () => {
  it('is covered by the command that encrypts it again', () => {
    const sealed = database.entityMetadatas.flatMap(({ tableName, columns }) =>
      columns
        .filter(({ type, databaseName }) => type === 'bytea' && /encrypted/.test(databaseName))
        .map(({ databaseName }) => `${tableName}.${databaseName}`),
    );

    expect(sealed.sort()).toEqual(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort());
  });
});
