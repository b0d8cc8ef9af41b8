import { PrimaryPool, statementCount, Statements } from '@postern/database';
import { createTestDatabase, type TestDatabase } from '@postern/database/testing';
import { SignInEndedError } from '@postern/errors';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Artifact, artifactKey } from './artifact.js';
import { ArtifactStore } from './artifact-store.js';

let database: TestDatabase;
let pool: Pool;
let store: ArtifactStore;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new PrimaryPool({ connectionString: database.url, max: 10 });
  // A connection may still be closing when the database goes.
  pool.on('error', () => undefined);
  store = new ArtifactStore(new Statements(pool));
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const inAnHour = (): number => Math.floor(Date.now() / 1000) + 3600;

const artifact = (model: string, id: string, payload: object = {}): Artifact => ({
  model,
  id,
  payload: { jti: id, kind: model, exp: inAnHour(), ...payload },
  origin: null,
});

const write = (changes: Partial<Parameters<ArtifactStore['write']>[0]>): Promise<boolean> =>
  store.write({ upserts: [], destroyed: [], consumed: [], lasting: false, ...changes });

describe('the storage of the engine', () => {
  it('returns what was stored, with its id', async () => {
    await write({ upserts: [artifact('Grant', 'grant-1', { accountId: crypto.randomUUID() })] });

    expect((await store.find('Grant', 'grant-1'))?.payload).toMatchObject({ jti: 'grant-1', kind: 'Grant' });
    expect(await store.find('Session', 'grant-1')).toBeUndefined();
  });

  it('keeps no secret id in the database', async () => {
    await write({ upserts: [artifact('AccessToken', 'a-very-secret-token')] });

    const { rows } = await pool.query(`select row_to_json(a)::text as row from oidc_artifact a`);
    expect(rows.map(({ row }) => row).join()).not.toContain('a-very-secret-token');
  });

  it('lets a session change its id in one statement', async () => {
    const session = { uid: 'session-uid', accountId: crypto.randomUUID() };
    await write({ upserts: [artifact('Session', 'old', session)] });

    await write({ destroyed: [artifactKey('Session', 'old')], upserts: [artifact('Session', 'new', session)] });

    expect(await store.find('Session', 'old')).toBeUndefined();
    expect((await store.find('Session', 'new'))?.payload.uid).toBe('session-uid');
    expect((await store.findByUid('session-uid'))?.payload.accountId).toBe(session.accountId);
  });

  it('finds nothing expired, except what the engine reports as expired itself', async () => {
    await write({
      upserts: [artifact('Interaction', 'late', { exp: 1 }), artifact('RefreshToken', 'late', { exp: 1 })],
    });

    expect(await store.find('Interaction', 'late')).toBeUndefined();
    expect((await store.findRedeemable('RefreshToken', 'late'))?.artifact.payload.exp).toBe(1);
  });

  it('reads the grant and the session together with a code', async () => {
    await write({
      upserts: [
        artifact('Grant', 'grant-2', { clientId: 'app' }),
        artifact('Session', 'session-2', { uid: 'uid-2', accountId: crypto.randomUUID() }),
        artifact('AuthorizationCode', 'code-2', { grantId: 'grant-2', sessionUid: 'uid-2' }),
      ],
    });

    const found = await store.findRedeemable('AuthorizationCode', 'code-2');
    expect(found).toMatchObject({ grant: { clientId: 'app' }, session: { uid: 'uid-2' } });
  });

  it('lets exactly one of twenty simultaneous requests consume a code, and writes nothing for the others', async () => {
    await write({ upserts: [artifact('AuthorizationCode', 'code-3')] });

    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        write({
          consumed: [artifactKey('AuthorizationCode', 'code-3')],
          upserts: [artifact('AccessToken', `token-of-code-3-${index}`)],
        }),
      ),
    );

    expect(results.filter(Boolean)).toHaveLength(1);
    const stored = await Promise.all(results.map((_, index) => store.find('AccessToken', `token-of-code-3-${index}`)));
    expect(stored.map((token) => token !== undefined)).toEqual(results);
    expect((await store.findRedeemable('AuthorizationCode', 'code-3'))?.artifact.payload.consumed).toBeGreaterThan(0);
  });

  it('revokes every token of a grant and leaves the grant', async () => {
    await write({
      upserts: [
        artifact('Grant', 'grant-4'),
        artifact('AccessToken', 'token-4', { grantId: 'grant-4' }),
        artifact('RefreshToken', 'refresh-4', { grantId: 'grant-4' }),
      ],
    });

    await store.revokeByGrantId('grant-4');

    expect(await store.find('AccessToken', 'token-4')).toBeUndefined();
    expect(await store.find('RefreshToken', 'refresh-4')).toBeUndefined();
    expect(await store.find('Grant', 'grant-4')).toBeDefined();
  });

  it('purges only what expired long ago', async () => {
    await write({ upserts: [artifact('Interaction', 'stale', { exp: 1 }), artifact('Interaction', 'live')] });

    expect(await store.purge(1000)).toBeGreaterThan(0);

    expect(await store.find('Interaction', 'live')).toBeDefined();
  });

  it('stores what twenty requests add at once, each its own', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `at-once-${index}`);

    const before = statementCount();
    await Promise.all(names.map((name) => write({ upserts: [artifact('AccessToken', name, { clientId: name })] })));

    const found = await Promise.all(names.map((name) => store.find('AccessToken', name)));
    expect(found.map((one) => one?.payload.clientId)).toEqual(names);
    expect(statementCount() - before).toBeLessThan(20 + names.length);
  });

  it('identifies the first use, among simultaneous or successive ones', async () => {
    const until = Date.now() / 1000 + 60;
    const once = (id: string) => store.insertOnce('ReplayDetection', id, until);

    const [here, there] = [
      await Promise.all(Array.from({ length: 10 }, () => once('jti'))),
      await Promise.all(Array.from({ length: 10 }, (_, index) => once(index % 2 ? 'jti' : 'another'))),
    ];

    expect(here.filter(Boolean)).toHaveLength(1);
    expect(there.filter(Boolean)).toHaveLength(1);
    expect(await once('jti')).toBe(false);
  });

  it.each([1, 2, 4, 5, 12])('stores each of %i rows whole, and leaves out what they lack', async (count) => {
    const [one, other] = ['ab'.repeat(32), '01'.repeat(32)];
    const proofs = [{ certificate: { sha256: one } }];
    const ids = Array.from({ length: count }, (_, index) => `row-${index}-of-${count}`);
    const accountId = crypto.randomUUID();
    const sessions = ids.map((uid, index) =>
      index % 2 === 0
        ? artifact('Session', uid, { uid, accountId, proofs, formerCertificates: [other, one] })
        : artifact('Session', uid, { uid }),
    );

    const gone = artifactKey('Session', `before-${count}`);
    await write({ upserts: [artifact('Session', `before-${count}`)] });
    await write({ upserts: sessions, destroyed: [gone] });
    const kept = `select uid, account_id, encode(certificate, 'hex') as certificate, former_certificates, grant_id, client_id, origin
      from oidc_artifact where uid = any($1) order by array_position($1, uid)`;
    const { rows: byWrite } = await pool.query({ text: kept, values: [ids] });
    await write({ destroyed: sessions.map(({ id }) => artifactKey('Session', id)), lasting: true });
    await write({ upserts: sessions });
    const { rows: byAddition } = await pool.query({ text: kept, values: [ids] });

    const absent = { grant_id: null, client_id: null, origin: null };
    const former = [Buffer.from(other, 'hex'), Buffer.from(one, 'hex')];
    expect(byWrite).toEqual(
      ids.map((uid, index) =>
        index % 2 === 0
          ? { uid, account_id: accountId, certificate: one, former_certificates: former, ...absent }
          : { uid, account_id: null, certificate: null, former_certificates: null, ...absent },
      ),
    );
    expect(byAddition).toEqual(byWrite);
  });

  it.each([1, 2, 3])('writes nothing when one of %i guards does not stand', async (count) => {
    const guards = await Promise.all(
      Array.from({ length: count }, async () => {
        const account = crypto.randomUUID();
        await pool.query({
          text: `insert into account (id, username, name) values ($1, $2, 'Ada')`,
          values: [account, account],
        });
        const session = `session of ${account}`;
        await write({ upserts: [artifact('Session', session, { uid: session, accountId: account })] });
        return { account, proof: null, session, sources: [], client: null };
      }),
    );
    const code = `code-with-${count}-guards`;
    const upserts = [artifact('AccessToken', `token-with-${count}-guards`)];
    await write({ upserts: [artifact('AuthorizationCode', code)] });
    const claim = () => write({ upserts, guards, consumed: [artifactKey('AuthorizationCode', code)] });
    const setStatus = (status: string) =>
      pool.query({ text: 'update account set status = $1 where id = $2', values: [status, guards.at(-1)?.account] });

    await setStatus('blocked');
    await expect(claim()).rejects.toThrow(SignInEndedError);
    await expect(write({ upserts, guards })).rejects.toThrow(SignInEndedError);
    expect(await store.find('AccessToken', upserts[0]!.id)).toBeUndefined();

    await setStatus('active');
    expect(await claim()).toBe(true);
    expect(await store.find('AccessToken', upserts[0]!.id)).toBeDefined();
  });
});
