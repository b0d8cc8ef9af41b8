import { randomUUID } from 'node:crypto';
import { createCrl, issueCertificate, type Issued } from '@postern/dev-pki';
import { RevocationLists } from '@postern/certificate-kit';
import { FetchWorker } from '@postern/revocation';
import { parseCertificate, summarize } from '@postern/x509';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ListServer } from '../../testing/list-server.js';
import { type ListedAuthority, startListedAuthority } from '../../testing/listed-authority.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let fixture: ListedAuthority;
let { authority, people, lists, id, fetchNow } = {} as ListedAuthority;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  fixture = await startListedAuthority(server);
  ({ authority, people, lists, id, fetchNow } = fixture);
});
afterEach(() => fixture.stop());

const list = async (...revoked: readonly Issued[]) => {
  const { der } = await createCrl(authority, {
    revokedSerials: revoked.map(({ certificate }) => certificate.serialNumber),
    number: Date.now() % 1_000_000,
    thisUpdate: new Date(Math.floor(Date.now() / 1000) * 1000),
  });
  return der;
};
const useAddress = async (settings: object = {}) => {
  const answer = await fixture.useAddress(settings);
  if (answer.status !== 200) throw new Error(answer.text);
};
const sessions = async (account: string): Promise<number> => {
  const rows = await server.sql(`select 1 from oidc_artifact where model = 'Session' and account_id = $1`, [account]);
  return rows.length;
};

describe('a list that is fetched by its address', () => {
  it('refuses the certificates on it, and ends their sessions and tokens', async () => {
    const [ada, bob] = [await people.person(randomUUID(), authority), await people.person(randomUUID(), authority)];
    lists.answer = { body: await list() };
    await useAddress();
    const { refreshToken = '' } = await people.signIn(ada.certificate);
    expect(await people.signIn(bob.certificate)).toHaveProperty('refreshToken');
    expect(await sessions(ada.id)).toBe(1);

    lists.answer = { body: await list(ada.certificate) };
    expect(await fetchNow()).toMatchObject({ state: 'current', list: { entries: 1 }, failure: null });

    expect(await people.signIn(ada.certificate)).toMatchObject({ refused: 'certificate.revoked' });
    await expect.poll(() => sessions(ada.id)).toBe(0);
    expect(await people.signIns.refresh(refreshToken)).toBe(400);
    expect(await sessions(bob.id)).toBe(1);
    const standing = async ({ pem }: Issued) =>
      (await server.manage('POST', 'revocation/standing', { certificate: pem })).body;
    expect(await standing(ada.certificate)).toMatchObject({ standing: 'revoked', reason: 'unspecified' });
    expect(await standing(bob.certificate)).toEqual({ standing: 'good', reason: null, since: null });
    const [event] = await server.sql(`select code from audit_event where type = 'session.ended' and account_id = $1`, [
      ada.id,
    ]);
    expect(event).toEqual({ code: 'certificate.revoked' });
  });
});

describe('an application', () => {
  it('is told by back-channel logout when a session ends with its certificate', async () => {
    const receiver = await ListServer.start();
    receiver.answer = { status: 200 };
    const { status, text } = await server.manage('PATCH', `clients/${people.signIns.clientId}`, {
      backchannel_logout_uri: receiver.address,
    });
    expect(status, text).toBe(200);
    const ada = await people.person(randomUUID(), authority);
    await people.signIn(ada.certificate);

    await server.manage('POST', 'revocation/blocks', { certificate: ada.certificate.pem, reason: 'lost' });

    await expect.poll(() => receiver.requests.length).toBe(1);
    expect(receiver.requests[0]?.['content-type']).toContain('application/x-www-form-urlencoded');
    await receiver.stop();
  });
});

describe('a certificate that an administrator blocks', () => {
  const block = (input: object) => server.manage('POST', 'revocation/blocks', { reason: 'lost', ...input });
  const unblock = (blockId: string) => server.manage('DELETE', `revocation/blocks/${blockId}`);

  it('is refused at once, its sessions end, and it is accepted again when the block is removed', async () => {
    const ada = await people.person(randomUUID(), authority);
    await people.signIn(ada.certificate);

    const { status, body } = await block({ certificate: ada.certificate.pem });

    expect(status).toBe(201);
    expect(await people.signIn(ada.certificate)).toMatchObject({ refused: 'certificate.blocked' });
    await expect.poll(() => sessions(ada.id)).toBe(0);

    expect((await unblock((body as { id: string }).id)).status).toBe(204);
    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');
    const events = await server.sql(
      `select type, details ->> 'reason' as reason from audit_event where type like 'certificate.%blocked' order by id desc limit 2`,
    );
    expect(events).toEqual([
      { type: 'certificate.unblocked', reason: 'lost' },
      { type: 'certificate.blocked', reason: 'lost' },
    ]);
  });

  it('ends a session that continued with another certificate, and what was issued from it before', async () => {
    const ada = await people.person(randomUUID(), authority);
    const other = await issueCertificate(authority, { subject: 'CN=Other card' });
    const { status, text } = await server.manage('POST', `users/${ada.id}/identifiers`, {
      methodId: people.methodId,
      certificate: other.pem,
    });
    expect(status, text).toBe(201);
    const { browser, refreshToken = '' } = await people.signIn(ada.certificate);
    await people.signIn(other, browser);
    expect(await sessions(ada.id)).toBe(1);

    expect((await block({ certificate: ada.certificate.pem })).status).toBe(201);

    await expect.poll(() => sessions(ada.id)).toBe(0);
    expect(await people.signIns.refresh(refreshToken)).toBe(400);
  });

  it('is found by issuer and serial number in any spelling, and by its thumbprint', async () => {
    const ada = await people.person(randomUUID(), authority);
    const { issuer, serialNumber, sha256 } = summarize(parseCertificate(ada.certificate.der));
    const spelled = serialNumber.toLowerCase().replace(/(..)(?!$)/g, '$1:');

    const first = await block({ issuer, serialNumber: spelled });
    expect(await people.signIn(ada.certificate)).toMatchObject({ refused: 'certificate.blocked' });
    expect(first.body).toMatchObject({ issuer, serialNumber, sha256: null });
    expect((await block({ issuer, serialNumber })).body).toMatchObject({ code: 'revocation.already_blocked' });
    await unblock((first.body as { id: string }).id);

    const second = await block({ sha256: sha256.toUpperCase() });
    expect(second.body).toMatchObject({ sha256, name: expect.any(String) as string });
    expect(await people.signIn(ada.certificate)).toMatchObject({ refused: 'certificate.blocked' });
  });

  it('is accepted again when the block ends', async () => {
    const ada = await people.person(randomUUID(), authority);
    const until = new Date(Date.now() + 1500);
    await block({ certificate: ada.certificate.pem, until: until.toISOString() });

    expect(await people.signIn(ada.certificate)).toMatchObject({ refused: 'certificate.blocked' });
    await expect.poll(() => Date.now() > until.getTime()).toBe(true);
    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');
    // An ended block can be replaced.
    expect((await block({ certificate: ada.certificate.pem })).status).toBe(201);
  });

  it('is named in exactly one readable way, with an end in the future or none', async () => {
    const ada = await people.person(randomUUID(), authority);
    const bad = [
      {},
      { certificate: ada.certificate.pem, sha256: 'ab'.repeat(32) },
      { certificate: 'nothing' },
      { sha256: 'ab' },
      { issuer: 'CN=Ada' },
      { serialNumber: '01' },
      { issuer: 'nonsense', serialNumber: '01' },
      { issuer: 'CN=Ada', serialNumber: '-01' },
      { sha256: 'ab'.repeat(32), until: '2020-01-01T00:00:00Z' },
      { sha256: 'ab'.repeat(32), reason: ' ' },
    ];

    for (const input of bad) expect((await block(input)).body).toMatchObject({ code: 'request.invalid' });
    expect((await unblock(randomUUID())).body).toMatchObject({ code: 'revocation.block_not_found' });
  });

  it('of an owner can be blocked by owners only', async () => {
    const ada = await people.person(randomUUID(), authority);
    await server.sql(`update account set role = 'owner' where id = $1`, [ada.id]);

    expect((await block({ certificate: ada.certificate.pem })).body).toMatchObject({ code: 'token.insufficient_role' });
    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');
  });
});

// Passport is shared by the whole process: the first server takes no sign-ins once there is a second.
describe('a second server', () => {
  let other: TestServer;
  beforeAll(async () => {
    other = await TestServer.start(server.databaseUrl);
  });
  afterAll(() => other?.stop());

  it('refuses a certificate at once that was blocked at the first', async () => {
    const ada = await people.person(randomUUID(), authority);
    const certificate = parseCertificate(ada.certificate.der);
    const known = other.get(RevocationLists);
    await expect(known.assertNotBlocked(certificate, new Date())).resolves.toBeUndefined();

    await server.manage('POST', 'revocation/blocks', { certificate: ada.certificate.pem, reason: 'lost' });

    await expect
      .poll(
        () =>
          known.assertNotBlocked(certificate, new Date()).then(
            () => 'good',
            (error: Error) => error.message,
          ),
        {
          timeout: 1000,
        },
      )
      .toContain('lost');
  });

  it('shares one fetch of a list with the first, and uses it too', async () => {
    const ada = await people.person(randomUUID(), authority);
    lists.answer = { body: await list(ada.certificate) };
    await useAddress();
    const before = lists.requests.length;
    lists.answer = { body: await list(ada.certificate), after: 500 };

    // Both servers check this every two seconds.
    await server.sql(`update revocation_source set next_fetch_at = now() where encode(authority, 'hex') = $1`, [id]);
    const jobs = [server, other].map((each) => each.get(FetchWorker) as unknown as { work(): Promise<void> });
    await Promise.all(jobs.map((job) => job.work()));

    await expect.poll(async () => (await row())['leased_until']).toBeNull();
    expect(lists.requests).toHaveLength(before + 1);
    const { lists: known } = await other.get(RevocationLists).current();
    expect(known.map(({ source }) => source)).toContain(lists.address);
  });
});

const row = async (): Promise<Record<string, unknown>> => {
  const [source] = await server.sql(`select * from revocation_source where encode(authority, 'hex') = $1`, [id]);
  return source ?? {};
};
