import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PeopleImports } from '../../testing/people-imports.js';
import { type NewAccountsFixture, startNewAccounts } from '../../testing/new-accounts.js';
import type { TestServer } from '../../testing/test-server.js';

let fixture: NewAccountsFixture;
let server: TestServer;
let imports: PeopleImports;

beforeAll(async () => {
  fixture = await startNewAccounts();
  ({ server } = fixture);
  imports = new PeopleImports(server, fixture.holders.methodId);
  await fixture.configure({ newAccounts: 'off' });
});
afterAll(() => server?.stop());

describe('an import of people', () => {
  it('reports the outcome of each line without changing anything, and then applies it', async () => {
    const [present, fresh] = [await imports.somebody(), `new-${randomUUID()}`];
    const table = [
      'Username,Name,E-Mail,email verified,Role',
      `${fresh},"King, Ada",${fresh}@example.test,yes,member`,
      `${present},After,,,`,
      `${fresh},Again,,,`,
      `not a name,X,,,`,
      `${await imports.somebody('owner')},Takeover,,,`,
      `owner-${randomUUID()},Boss,,,owner`,
    ].join('\r\n');

    const checked = await imports.check('csv', `\ufeff${table}\r\n`);

    expect(checked.counts).toEqual({ create: 1, update: 1, unchanged: 0, refused: 4 });
    expect((await imports.linesOf(checked.id)).map(({ line, verdict, code }) => [line, verdict, code])).toEqual([
      [2, 'create', null],
      [3, 'update', null],
      [4, 'refused', 'request.conflict'],
      [5, 'refused', 'request.invalid'],
      [6, 'refused', 'token.insufficient_role'],
      [7, 'refused', 'token.insufficient_role'],
    ]);
    expect(await imports.accountOf(fresh)).toBeUndefined();

    expect((await imports.apply(checked.id)).counts).toEqual(checked.counts);

    const email = `${fresh}@example.test`;
    expect(await imports.accountOf(fresh)).toMatchObject({
      name: 'King, Ada',
      email,
      confirmed_email: email,
      role: 'member',
    });
    expect(await imports.accountOf(present)).toMatchObject({ name: 'After' });
    const [event] = await server.sql<{ details: object }>(
      `select details from audit_event where type = 'account.imported' order by id desc limit 1`,
    );
    expect(event!.details).toMatchObject({ import: checked.id, create: 1, update: 1, refused: 4 });
    expect((await imports.check('csv', `username,name\n${fresh},"King, Ada"`)).counts.unchanged).toBe(1);
  });

  it.each([
    ['a table without its Content-Type', 'csv', 'application/x-www-form-urlencoded', 'Content-Type'],
    ['an archive without a source', 'zip', 'application/zip', 'source'],
  ])('names what is missing of %s', async (_what, format, type, path) => {
    const authorization = await server.managementAuthorization();
    const headers = { authorization, 'content-type': type };
    const request = { method: 'POST', headers, body: 'username,name\nada,Ada' };

    const { status, body } = await server.send(`/api/v2/user-imports?format=${format}`, request);

    expect({ status, body }).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  it('reads a table whose Content-Type names its charset', async () => {
    const authorization = await server.managementAuthorization();
    const headers = { authorization, 'content-type': 'Text/CSV; charset=utf-8' };
    const request = { method: 'POST', headers, body: 'username,name\nada,Ada' };

    expect(await server.send('/api/v2/user-imports?format=csv', request)).toMatchObject({ status: 201 });
  });

  it('links certificates, and awaits those that it only names', async () => {
    const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
    const certificate = await fixture.holders.unlinked();
    const named = await fixture.holders.unlinked({
      subjectAlternativeNames: [{ type: 'upn', value: `${two}@corp.test` }],
    });
    const lines = [
      { username: one, name: 'One', certificate: certificate.pem },
      { username: two, name: 'Two', upn: `${two}@corp.test` },
      { username: three, name: 'Three', certificate: certificate.pem },
    ];

    const { id, counts } = await imports.check('jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(counts).toMatchObject({ create: 2, refused: 1 });
    await imports.apply(id);

    for (const [username, shown] of [
      [one, certificate],
      [two, named],
    ] as const)
      expect((await fixture.claimsOf(await fixture.visit(shown))).preferred_username).toBe(username);
  });

  it('accepts an archive of certificates, with a rule that finds the account', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'postern-test-'));
    const username = `zip-${randomUUID()}@corp.test`;
    const certificate = await fixture.holders.unlinked({
      subjectAlternativeNames: [{ type: 'upn', value: username }],
    });
    try {
      writeFileSync(join(folder, 'ada.crt'), certificate.pem);
      writeFileSync(join(folder, 'ada.der'), certificate.der);
      writeFileSync(join(folder, 'readme.txt'), 'no certificate');
      const script =
        'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1],"w",zipfile.ZIP_DEFLATED)\n[z.write(f) for f in sys.argv[2:]]';
      execFileSync('python3', ['-c', script, 'people.zip', 'ada.crt', 'ada.der', 'readme.txt'], { cwd: folder });

      const checked = await imports.check('zip', readFileSync(join(folder, 'people.zip')), '&source=san-upn');
      expect(checked.counts).toEqual({ create: 1, update: 0, unchanged: 0, refused: 1 });
      await imports.apply(checked.id);

      expect((await fixture.claimsOf(await fixture.visit(certificate))).preferred_username).toBe(username);
      expect(await imports.upload('zip', 'no archive', '&source=san-upn')).toMatchObject({ status: 422 });

      // A zip bomb: small when packed, large when unpacked.
      writeFileSync(join(folder, 'bomb.pem'), Buffer.alloc(5_000_000));
      execFileSync('python3', ['-c', script, 'bomb.zip', 'bomb.pem'], { cwd: folder });
      expect(await imports.upload('zip', readFileSync(join(folder, 'bomb.zip')), '&source=san-upn')).toMatchObject({
        status: 422,
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('names new accounts of an archive as the method does, and leaves those that exist as they are', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'postern-test-'));
    const [fresh, present] = [`zip-${randomUUID()}@corp.test`, await imports.somebody()];
    const issue = (name: string, email: string) =>
      fixture.holders.unlinked({
        subject: `CN=${name},2.5.4.42=Ada,2.5.4.4=King`,
        subjectAlternativeNames: [{ type: 'email', value: email }],
      });
    await fixture.configure({ newAccounts: 'off', newName: 'given-and-surname', newEmail: 'confirmed' });
    try {
      const certificates = [await issue(fresh, fresh), await issue(present, `${present}@corp.test`)];
      for (const [index, { pem }] of certificates.entries()) writeFileSync(join(folder, `${index}.pem`), pem);
      const script = 'import zipfile\nz=zipfile.ZipFile("people.zip","w")\n[z.write(f"{i}.pem") for i in range(2)]';
      execFileSync('python3', ['-c', script], { cwd: folder });

      const { id, counts } = await imports.check('zip', readFileSync(join(folder, 'people.zip')), '&source=subject:CN');
      expect(counts).toMatchObject({ create: 1, update: 1 });
      await imports.apply(id);

      expect(await imports.accountOf(fresh)).toMatchObject({ name: 'Ada King', email: fresh, confirmed_email: fresh });
      expect(await imports.accountOf(present)).toMatchObject({ name: 'Before', email: null });
      const [names] = await server.sql('select given_name, family_name from account where username = $1', [fresh]);
      expect(names).toEqual({ given_name: 'Ada', family_name: 'King' });
    } finally {
      await fixture.configure({ newAccounts: 'off' });
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.each([
    ['csv', 'name\nx'],
    ['csv', 'username,shoe size\nada,7'],
    ['csv', 'username,name\n"ada,x'],
    ['csv', ''],
    ['jsonl', '{"username":"ada"'],
    ['jsonl', '[]'],
  ] as const)('refuses a file that is no %s: %j', async (format, text) => {
    const kept = () => server.sql('select id from user_import where deleted_at is null order by id');
    const before = await kept();

    expect(await imports.upload(format, text)).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect(await kept()).toEqual(before);
  });

  it('neither appoints nor demotes owners, even when an owner started it', async () => {
    const [owner, member, caller] = [
      await imports.somebody('owner'),
      await imports.somebody(),
      await imports.somebody('owner'),
    ];
    const table = ['username,name,role', `${owner},After,member`, `${member},After,owner`, `${caller},After,owner`];
    const { id } = await imports.check('csv', table.join('\n'));
    const account = await imports.accountOf(caller);
    await server.sql(`update user_import_line set done = false, verdict = null where import_id = $1`, [id]);
    await server.sql(
      `update user_import set actor = actor || jsonb_build_object('accountId', $2::text, 'role', 'owner'), state = 'checking' where id = $1`,
      [id, account!['id']],
    );

    await imports.until(id, 'ready');

    expect((await imports.linesOf(id)).map(({ verdict, code }) => [verdict, code])).toEqual([
      ['refused', 'token.insufficient_role'],
      ['refused', 'token.insufficient_role'],
      ['update', null],
    ]);
  });

  it('ends when the person who started it loses the permission', async () => {
    const username = await imports.somebody('administrator');
    const { id } = await imports.check('csv', `username,name\n${randomUUID()},X`);
    const account = await imports.accountOf(username);
    await server.sql(
      `update user_import set actor = actor || jsonb_build_object('accountId', $2::text, 'role', 'administrator'), state = 'applying' where id = $1`,
      [id, account!['id']],
    );
    await server.sql(`update account set role = 'manager' where id = $1`, [account!['id']]);
    await server.sql(`update user_import_line set done = false, verdict = null where import_id = $1`, [id]);

    expect((await imports.until(id, 'failed')).code).toBe('token.insufficient_role');
  });
});
