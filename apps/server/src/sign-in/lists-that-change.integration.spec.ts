import { randomUUID } from 'node:crypto';
import { RevocationLists } from '@postern/certificate-kit';
import { createAuthority, createCrl, distributionPoints, type Issued, manyEntries } from '@postern/dev-pki';
import { SessionRecheck } from '@postern/revocation';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ListServer } from '../../testing/list-server.js';
import { type ListedAuthority, serialsOf, startListedAuthority } from '../../testing/listed-authority.js';
import { type Answer, TestServer } from '../../testing/test-server.js';

type ListOptions = NonNullable<Parameters<typeof createCrl>[1]>;

const minute = 60_000;
let server: TestServer;
let fixture: ListedAuthority;
let { authority, people, lists, id, configure, useAddress, record, fetchNow, upload, refusedAs } =
  {} as ListedAuthority;
let number = 1;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  fixture = await startListedAuthority(server);
  ({ authority, people, lists, id, configure, useAddress, record, fetchNow, upload, refusedAs } = fixture);
});
afterEach(() => fixture.stop());

const list = async (options: ListOptions = {}, signer = authority) => {
  const thisUpdate = new Date(Date.now() - 30 * minute + number * 1000);
  return (await createCrl(signer, { number: (number += 1), thisUpdate, ...options })).der;
};
const ok = async (answer: Promise<Answer>): Promise<void> => {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(text);
};
const events = async (): Promise<readonly string[]> =>
  (
    await server.sql<{ type: string }>(
      `select type from audit_event where type like 'revocation.%' and details ->> 'ca' = $1 order by id`,
      [authority.certificate.subject],
    )
  ).map(({ type }) => type);
const isKnown = async ({ der }: Issued): Promise<boolean> => {
  const rows = await server.sql('select 1 from certificate_use where sha256 = sha256($1)', [Buffer.from(der)]);
  return rows.length > 0;
};

describe('an address', () => {
  it('is accepted only after it returned a list of the CA', async () => {
    const stranger = await createAuthority({ subject: authority.certificate.subject });
    const refusals = [
      [{ status: 404 }, 'revocation.fetch_failed'],
      [{ status: 302, headers: { location: 'http://192.0.2.1/' } }, 'revocation.fetch_failed'],
      [{ body: Buffer.from('nothing') }, 'revocation.list_unusable'],
      [{ body: await list({}, stranger) }, 'revocation.signature'],
      [{ body: await list({ issuer: 'CN=Somebody else' }) }, 'revocation.list_unusable'],
      [{ body: await list({ scope: { indirect: true } }) }, 'revocation.list_unusable'],
      [{ body: await list({ nextUpdate: null }) }, 'revocation.list_unusable'],
      [{ body: await list({ baseNumber: 1 }) }, 'revocation.list_unusable'],
      [{ headers: { 'content-length': String(101 * 1024 * 1024) } }, 'revocation.too_large'],
    ] as const;

    for (const [answer, code] of refusals) {
      lists.answer = answer;
      expect((await useAddress({})).body).toMatchObject({ code, errors: [{ path: 'address' }] });
    }
    expect(await record()).toMatchObject({ settings: { source: 'file' }, state: 'unchecked' });
  });

  it('is http or https, without a password, and outside private networks unless they are allowed', async () => {
    lists.answer = { body: await list() };
    for (const address of ['ftp://ca.test/list', 'nothing', 'http://name:secret@ca.test/'])
      expect((await useAddress({ address })).body).toMatchObject({ code: 'request.invalid' });
    const inside = (await useAddress({ insideNetwork: false })).body as { errors: readonly { message: string }[] };
    expect(inside).toMatchObject({ code: 'revocation.fetch_failed' });
    expect(inside.errors[0]?.message).toContain('private network');
    expect(lists.requests).toEqual([]);
    for (const address of ['http://169.254.169.254/latest', 'http://[::ffff:169.254.169.254]/'])
      expect((await useAddress({ address })).body).toMatchObject({ code: 'revocation.fetch_failed' });
  });

  it('is requested with the ETag of the stored list', async () => {
    lists.answer = { body: await list(), headers: { etag: '"one"' } };
    await ok(useAddress({}));

    lists.answer = { status: 304, headers: { etag: '"one"' } };
    expect(await fetchNow()).toMatchObject({ state: 'current', failure: null });
    expect(lists.requests.map((headers) => headers['if-none-match'])).toEqual([undefined, '"one"']);
  });

  it('that does not respond has no effect until the list and its grace have expired', async () => {
    const ada = await people.person(randomUUID(), authority);
    const nextUpdate = new Date(Math.floor(Date.now() / 1000) * 1000 + 11_000);
    lists.answer = { body: await list({ nextUpdate }) };
    await ok(useAddress({}));
    lists.answer = { status: 503 };
    expect(await fetchNow()).toMatchObject({ failure: { code: 'revocation.fetch_failed' }, state: 'current' });

    expect(await refusedAs(ada.certificate)).toBeUndefined();
    await expect.poll(() => Date.now() > nextUpdate.getTime()).toBe(true);
    expect(await refusedAs(ada.certificate)).toBe('certificate.revocation_unknown');
    expect(await record()).toMatchObject({ state: 'stale' });

    // Extending the grace period needs no new list.
    await ok(useAddress({ graceHours: 1 }));
    expect(await refusedAs(ada.certificate)).toBeUndefined();
    expect(await record()).toMatchObject({ state: 'grace' });
    await expect.poll(events).toContain('revocation.list_stale');
    expect(await events()).toContain('revocation.failed');

    lists.answer = { body: await list() };
    expect(await fetchNow()).toMatchObject({ state: 'current', failure: null });
    expect((await events()).at(-1)).toBe('revocation.recovered');
  });

  it('with a list signed by another key keeps the former list, and so does an old copy', async () => {
    const ada = await people.person(randomUUID(), authority);
    const old = await list();
    lists.answer = { body: await list({ revokedSerials: serialsOf(ada.certificate) }) };
    await ok(useAddress({}));
    const stranger = await createAuthority({ subject: authority.certificate.subject });

    lists.answer = { body: await list({}, stranger) };
    expect(await fetchNow()).toMatchObject({ failure: { code: 'revocation.signature' }, list: { entries: 1 } });
    lists.answer = { body: old };
    expect(await fetchNow()).toMatchObject({ failure: null, list: { entries: 1 } });
    expect(await refusedAs(ada.certificate)).toBe('certificate.revoked');
  });

  it('may have a delta list beside it', async () => {
    const [ada, bob] = [await people.person(randomUUID(), authority), await people.person(randomUUID(), authority)];
    const deltas = await ListServer.start();
    const base = (number += 1);
    lists.answer = { body: await list({ number: base, revokedSerials: serialsOf(ada.certificate) }) };
    deltas.answer = { body: await list({ baseNumber: base }) };
    await ok(useAddress({ deltaAddress: deltas.address }));
    expect(await refusedAs(bob.certificate)).toBeUndefined();

    const revoked = [
      { serialNumber: bob.certificate.certificate.serialNumber },
      { serialNumber: ada.certificate.certificate.serialNumber, reason: 8 as const },
    ];
    deltas.answer = { body: await list({ baseNumber: base, revoked }) };
    expect(await fetchNow()).toMatchObject({ list: { entries: 1 }, deltaList: { entries: 2 } });

    expect(await refusedAs(bob.certificate)).toBe('certificate.revoked');
    expect(await refusedAs(ada.certificate)).toBeUndefined();
    await deltas.stop();
  });

  it('is proposed when certificates of the CA name it, and not used before an administrator chooses it', async () => {
    const extensions = [distributionPoints({ addresses: [lists.address, 'ldap://ca.test/'] })];
    const ada = await people.person(randomUUID(), authority, { extensions });
    await people.signIn(ada.certificate);

    await expect
      .poll(async () => ((await record()) as { proposals: { lists: string[] } }).proposals.lists)
      .toEqual([lists.address]);
    expect(lists.requests).toEqual([]);
  });
});

describe('an uploaded list', () => {
  it('is the source until a newer one is uploaded', async () => {
    const ada = await people.person(randomUUID(), authority);
    const old = await list();
    expect((await upload(await list({ revokedSerials: serialsOf(ada.certificate) }))).body).toMatchObject({
      settings: { source: 'uploaded' },
      state: 'current',
      list: { entries: 1 },
    });

    expect(await refusedAs(ada.certificate)).toBe('certificate.revoked');
    expect((await upload(old)).body).toMatchObject({ code: 'revocation.list_unusable' });
    expect((await upload(await list())).status).toBe(200);
    expect(await refusedAs(ada.certificate)).toBeUndefined();
    expect((await upload(Buffer.from('nothing'))).body).toMatchObject({ code: 'revocation.list_unusable' });
    expect((await useAddress({ source: 'uploaded' })).status).toBe(200);
  });

  it('may be larger than other request bodies', async () => {
    const { entries, last } = manyEntries(80_000);
    const many = await list({ entries });
    const ada = await people.person(randomUUID(), authority, { serialNumber: last });

    const { body } = await upload(many);

    expect(many.length).toBeGreaterThan(2 * 1024 * 1024 - 1);
    expect(body).toMatchObject({ list: { entries: 80_000 } });
    expect(await refusedAs(ada.certificate)).toBe('certificate.revoked');
    const [row] = await server.sql<{ bytes: number }>(
      `select bytes from revocation_list where encode(authority, 'hex') = $1`,
      [id],
    );
    expect(row!.bytes / 80_000).toBeLessThanOrEqual(16);
  });
});

describe('no check', () => {
  it('accepts even certificates on a list, and can be undone', async () => {
    const ada = await people.person(randomUUID(), authority);
    await upload(await list({ revokedSerials: serialsOf(ada.certificate) }));
    expect(await refusedAs(ada.certificate)).toBe('certificate.revoked');

    await ok(useAddress({ source: 'none' }));
    expect(await refusedAs(ada.certificate)).toBeUndefined();
    expect(await record()).toMatchObject({ state: 'unchecked', list: null });
  });
});

describe('sessions', () => {
  it('stay where an administrator turned rechecks off', async () => {
    const ada = await people.person(randomUUID(), authority);
    await upload(await list());
    await ok(configure({ recheckSessions: false }));
    await people.signIn(ada.certificate);
    await expect.poll(() => isKnown(ada.certificate)).toBe(true);

    await upload(await list({ revokedSerials: serialsOf(ada.certificate) }));
    await (server.get(SessionRecheck) as unknown as { work(): Promise<void> }).work();

    expect(await people.signIns.kept(ada.id)).toContain('Session');
    await ok(configure({ recheckSessions: true }));
    await expect.poll(() => people.signIns.kept(ada.id)).not.toContain('Session');
  });

  it('end when a CA above the certificate is revoked', async () => {
    const issuing = await createAuthority({ subject: `CN=${randomUUID()}`, issuer: authority });
    await ok(
      server.manage('PATCH', `sign-in-methods/${people.methodId}`, {
        params: { trustAnchors: [authority.pem, issuing.pem] },
      }),
    );
    const ada = await people.person(randomUUID(), issuing);
    await people.signIn(ada.certificate);
    await expect.poll(() => isKnown(ada.certificate)).toBe(true);

    await upload(await list({ revokedSerials: serialsOf(issuing) }));

    await expect.poll(() => people.signIns.kept(ada.id)).not.toContain('Session');
    expect((await server.get(RevocationLists).current()).lists.length).toBeGreaterThan(0);
  });
});
