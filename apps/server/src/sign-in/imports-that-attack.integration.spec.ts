import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { managementScopes } from '@postern/contracts';
import { commitWhenAwaited } from '@postern/database/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NewAccountsFixture, startNewAccounts } from '../../testing/new-accounts.js';
import { PeopleImports } from '../../testing/people-imports.js';
import type { TestServer } from '../../testing/test-server.js';

let fixture: NewAccountsFixture;
let server: TestServer;
let imports: PeopleImports;

beforeAll(async () => {
  fixture = await startNewAccounts();
  ({ server } = fixture);
  await fixture.configure({ newAccounts: 'off' });
  imports = new PeopleImports(server, fixture.holders.methodId);
});
afterAll(() => server?.stop());

/** @param script Python that fills `z` */
const archive = (script: string): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-test-'));
  try {
    const file = join(folder, 'people.zip');
    const open = 'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1],"w",zipfile.ZIP_DEFLATED)\n';
    execFileSync('python3', ['-c', `${open}${script}\nz.close()`, file]);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
const refusedFile = { status: 422, body: { code: 'request.invalid' } };

describe('a file', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

  it.each([
    ['jsonl', '{"username":"a\\u0000da","name":"Ada"}'],
    ['jsonl', '{"username":"ada","name":"A\\ud800"}'],
    ['jsonl', `{"username":"ada","name":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['jsonl', `{"username":"ada","name":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`],
    ['jsonl', `{"username":"ada","name":"${'x'.repeat(1_000_000)}"}`],
    ['jsonl', Buffer.from('{"username":"ada","name":"J\xfcrgen"}', 'latin1')],
    ['csv', 'username,name\na\0da,Ada'],
    ['csv', `username,name\nada,${'x'.repeat(1_000_000)}`],
    ['csv', Buffer.from('username,name\nada,J\xfcrgen', 'latin1')],
    ['csv', Buffer.from('\ufeffusername,name\r\nada,Ada', 'utf16le')],
  ] as const)('with bytes or values that nobody can store is refused: %s %#', async (format, body) => {
    expect(await imports.upload(format, body)).toMatchObject(refusedFile);
  });

  it('with a private key is refused, and the key is not stored', async () => {
    const line = JSON.stringify({ username: 'ada', name: 'Ada', certificate: key });
    const table = `username,name,certificate\nada,Ada,"${key}"`;
    const zip = archive(`z.writestr("ada.pem", ${JSON.stringify(key)})`);
    const der = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('hex');
    const binary = archive(`z.writestr("ada.der", bytes.fromhex("${der}"))`);

    for (const [format, body] of [
      ['jsonl', line],
      ['csv', table],
      ['zip', zip],
      ['zip', binary],
    ] as const) {
      const answer = await imports.upload(format, body, '&source=san-upn');
      expect(answer).toMatchObject({ status: 422, body: { code: 'certificate.private_key_given' } });
    }
    const kept = await server.sql(`select 1 from user_import_line where data ->> 'certificate' like '%PRIVATE%'`);
    expect(kept).toHaveLength(0);
  });

  it('that unpacks to more than an import may have is refused', async () => {
    const bomb = archive(`for i in range(1500): z.writestr(f"{i}.pem", bytes(60000))`);
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await imports.upload('zip', bomb, '&source=san-upn')).toMatchObject({ status: 413 });
  });

  it('with 2,000 tiny entries, folders and the same name twice has a line for each', async () => {
    const zip = archive(`for i in range(1000): z.writestr(f"a/b/{i}.pem", "x"); z.writestr("a/b/0.pem", "x")`);
    const { counts, lines } = await imports.check('zip', zip, '&source=san-upn');
    expect([counts.refused, lines]).toEqual([2000, 2000]);
  });

  it.each([
    ['csv', `username,shoe size\n${'ada,7\n'.repeat(3_000_000)}`],
    ['jsonl', `[]\n${'{"username":"ada"}\n'.repeat(1_000_000)}`],
  ] as const)('that is refused early is answered, and the client gets rid of the rest: %s', async (format, text) => {
    for (let time = 0; time < 5; time += 1) {
      let answer: Promise<unknown> | undefined;
      const sent = new Promise<void>((resolve) => {
        answer = imports.upload(format, text, '', undefined, resolve);
      });
      expect(await answer).toMatchObject(refusedFile);
      await sent;
    }
  });

  it.each([
    ['semicolons', `username;name\n{};King, Ada`, 'King, Ada'],
    ['tabs', `username\tname\n{}\tKing; Ada, Lady`, 'King; Ada, Lady'],
    ['commas', `username,name\n{},King; Ada`, 'King; Ada'],
    ['returns only', `username,name\r{},Ada\r`, 'Ada'],
  ])('with %s has one delimiter, that of its header', async (_, text, name) => {
    const { id } = await imports.check('csv', text.replace('{}', `user-${randomUUID()}`));
    expect(await imports.linesOf(id)).toMatchObject([{ name, verdict: 'create' }]);
  });

  it('has lines that are refused one by one, and stops no other import', async () => {
    const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
    const lines: readonly object[] = [
      { username: 'x1', name: 'X', certificate: 'garbage' },
      { username: 'x2', name: 'X', certificate: pem },
      { username: 'x3', name: 'X', upn: 'a\u202eb@x' },
      { username: 'x4', name: 'X', upn: 'no upn' },
      { username: 'x5', name: 'X', issuer: 'CN=x' },
      { username: 'x6', name: 'X', issuer: '%%%', subject: 'CN=\u200b' },
      { username: 'x7', name: '\u202eevil' },
      { username: 'x8\u202e', name: 'X' },
      { username: 'x9', name: 'X', email: 'a@b@c' },
      { username: 'x10', name: 'X', fingerprint: 'zz' },
      { username: 'x11', name: 'X', role: 'root' },
      { username: 'x12', name: 'X', emailVerified: 'perhaps' },
      { username: 'x13', name: 'x'.repeat(101) },
      { username: 'x14', name: 7 },
      { username: 'x15', name: 'X', constructor: 'x' },
      { name: 'X' },
    ];
    const text = [...lines.map((line) => JSON.stringify(line)), '{"username":"x16","name":"X","__proto__":"x"}'];
    const { counts } = await imports.check('jsonl', text.join('\r\n'));
    expect(counts).toEqual({ create: 0, update: 0, unchanged: 0, refused: text.length });
  });
});

describe('the rights of an import', () => {
  const settled = async (id: string) => {
    const state = async () =>
      (await server.sql<{ state: string }>('select state from user_import where id = $1', [id]))[0]!.state;
    await expect.poll(state, { timeout: 20_000 }).toMatch(/done|failed/);
    const [row] = await server.sql<{ state: string; code: string | null; line: string | null }>(
      `select state, i.code, l.code as line from user_import i join user_import_line l on l.import_id = i.id where i.id = $1`,
      [id],
    );
    return row!;
  };
  /** Lets the server apply a checked import once more, whatever its actor is. */
  const applyAgain = async (id: string, actor: object = {}) => {
    await server.sql(`update user_import_line set done = false, verdict = null where import_id = $1`, [id]);
    await server.sql(`update user_import set state = 'applying', actor = actor || $2::jsonb where id = $1`, [
      id,
      actor,
    ]);
    // Wakes the background work, where the program may still do that.
    await imports.upload('csv', `username,name\nuser-${randomUUID()},X`);
  };

  it('are those that its program has when it is applied', async () => {
    const target = await imports.somebody('administrator');
    const { id } = await imports.check('csv', `username,name\n${target},After`);
    const scopes = managementScopes.filter((scope) => scope !== 'update:administrators');
    const give = (to: readonly string[]) =>
      server.sql(
        `update client set metadata = metadata || jsonb_build_object('scopes', $1::jsonb) where name = 'Administrator'`,
        [JSON.stringify(to)],
      );
    try {
      await give(scopes);
      await applyAgain(id);
      expect(await settled(id)).toMatchObject({ state: 'done', line: 'token.insufficient_role' });

      await give(scopes.filter((scope) => scope !== 'create:users'));
      await applyAgain(id);
      expect(await settled(id)).toMatchObject({ state: 'failed', code: 'token.insufficient_role' });
    } finally {
      await give(managementScopes);
    }
    expect(await imports.accountOf(target)).toMatchObject({ name: 'Before' });
  });

  it.each([
    ['was blocked', `update account set status = 'blocked' where id = $1`],
    ['was deleted', 'delete from account where id = $1'],
  ])('are none for a person who %s', async (_, statement) => {
    const username = `user-${randomUUID()}`;
    const { id } = await imports.check('csv', `username,name\n${username},X`);
    const { id: accountId } = (await imports.accountOf(await imports.somebody('administrator')))!;
    await server.sql(statement, [accountId]);

    await applyAgain(id, { accountId, role: 'administrator' });

    expect(await settled(id)).toMatchObject({ state: 'failed', code: 'token.insufficient_role' });
    expect(await imports.accountOf(username)).toBeUndefined();
  });

  it('do not grow when the person who began it becomes an owner', async () => {
    const target = await imports.somebody('owner');
    const { id } = await imports.check('csv', `username,name\n${target},After`);
    const { id: accountId } = (await imports.accountOf(await imports.somebody('owner')))!;

    await applyAgain(id, { accountId, role: 'administrator' });

    expect(await settled(id)).toMatchObject({ state: 'done', line: 'token.insufficient_role' });
    expect(await imports.accountOf(target)).toMatchObject({ name: 'Before' });
  });

  it('create no owner, even for an owner', async () => {
    const username = `user-${randomUUID()}`;
    const { id } = await imports.check('csv', `username,name,role\n${username},X,owner`);
    const { id: accountId } = (await imports.accountOf(await imports.somebody('owner')))!;

    await applyAgain(id, { accountId, role: 'owner' });

    expect(await settled(id)).toMatchObject({ state: 'done', line: 'token.insufficient_role' });
  });

  it('do not reach somebody who is promoted at that moment', async () => {
    const target = await imports.somebody();
    const { id } = await imports.check(
      'csv',
      `username,name,email,emailVerified\n${target},After,${target}@x.test,yes`,
    );
    const promote = `update account set role = 'owner' where username = $1`;

    const { line } = await commitWhenAwaited(server.get(DataSource), promote, [target], async () => {
      await imports.apply(id);
      return settled(id);
    });

    expect(line).toBe('token.insufficient_role');
    expect(await imports.accountOf(target)).toMatchObject({ name: 'Before', email: null, role: 'owner' });
  });
});
