import { randomUUID } from 'node:crypto';
import { createCrl } from '@postern/dev-pki';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ListedAuthority, serialsOf, startListedAuthority } from '../../testing/listed-authority.js';
import { TestServer } from '../../testing/test-server.js';

type ListOptions = NonNullable<Parameters<typeof createCrl>[1]>;

const minute = 60_000;
let server: TestServer;
let fixture: ListedAuthority;
let { authority, people, lists, configure, useAddress, record, fetchNow, upload, refusedAs } = {} as ListedAuthority;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  fixture = await startListedAuthority(server);
  ({ authority, people, lists, configure, useAddress, record, fetchNow, upload, refusedAs } = fixture);
});
afterEach(() => fixture.stop());

/** One time for the whole file, so that two lists of one test are from the same second. */
const start = Math.floor(Date.now() / 1000) * 1000;
const ago = (minutes: number): Date => new Date(start - minutes * minute);
const list = async (options: ListOptions = {}) =>
  (await createCrl(authority, { number: 1, thisUpdate: ago(30), ...options })).der;

describe('an address', () => {
  it('is refused when it answers 304, or returns a list that would refuse everyone', async () => {
    lists.answer = { status: 304 };
    expect((await useAddress()).body).toMatchObject({ code: 'revocation.fetch_failed' });
    lists.answer = { body: await list({ nextUpdate: ago(1) }) };
    expect((await useAddress()).body).toMatchObject({ code: 'revocation.list_unusable' });
    lists.answer = { body: await list({ thisUpdate: ago(-60), nextUpdate: ago(-120) }) };
    expect((await useAddress()).body).toMatchObject({ code: 'revocation.list_unusable' });
    expect(await record()).toMatchObject({ settings: { source: 'file' } });

    lists.answer = { body: await list({ nextUpdate: ago(1) }) };
    expect((await useAddress({ graceHours: 1 })).body).toMatchObject({ state: 'grace' });
  });

  it('may return the same list as an earlier source', async () => {
    const ada = await people.person(randomUUID(), authority);
    const same = await list({ revokedSerials: serialsOf(ada.certificate) });
    lists.answer = { body: same, headers: { etag: '"one"' } };

    expect((await upload(same)).status).toBe(200);
    expect((await useAddress()).body).toMatchObject({ state: 'current', list: { entries: 1 } });
    expect((await useAddress({ address: `${lists.address}?mirror` })).body).toMatchObject({ list: { entries: 1 } });

    expect(await refusedAs(ada.certificate)).toBe('certificate.revoked');
  });

  it('keeps a valid list over a newer expired one, and the higher number of two from the same time', async () => {
    const ada = await people.person(randomUUID(), authority);
    lists.answer = { body: await list({ number: 7, revokedSerials: serialsOf(ada.certificate) }) };
    await useAddress();

    lists.answer = { body: await list({ number: 8, thisUpdate: ago(20), nextUpdate: ago(10) }) };
    expect(await fetchNow()).toMatchObject({ state: 'current', list: { entries: 1 } });
    lists.answer = { body: await list({ number: 6 }) };
    expect(await fetchNow()).toMatchObject({ state: 'current', list: { entries: 1 } });

    expect(await refusedAs(ada.certificate)).toBe('certificate.revoked');
  });

  it('is not restored without a list when another source is chosen at the same time', async () => {
    const ada = await people.person(randomUUID(), authority);
    lists.answer = { body: await list() };
    await useAddress();
    lists.answer = { body: await list(), after: 500 };

    const [, fast] = await Promise.all([
      configure({ address: `${lists.address}?slow` }),
      configure({ source: 'none' }),
    ]);

    expect(fast.status).toBe(200);
    expect(await record()).toMatchObject({ settings: { source: 'none' } });
    expect(await refusedAs(ada.certificate)).toBeUndefined();
  });

  it('stays set after two simultaneous changes, and the settings have both', async () => {
    lists.answer = { body: await list() };
    await useAddress();

    await Promise.all([
      configure({ graceHours: 5 }),
      configure({ recheckSessions: false }),
      configure({ acceptsSilence: true }),
    ]);

    expect(await record()).toMatchObject({ settings: { graceHours: 5, recheckSessions: false, acceptsSilence: true } });
  });
});

describe('uploads at once', () => {
  it('leave the newest list in place', async () => {
    const ada = await people.person(randomUUID(), authority);
    await upload(await list());
    const newest = await list({ number: 9, thisUpdate: ago(1), revokedSerials: serialsOf(ada.certificate) });
    const others = await Promise.all(
      [10, 8, 6, 4].map((minutes) => list({ number: 11 - minutes, thisUpdate: ago(minutes) })),
    );

    await Promise.all([others[0]!, newest, ...others.slice(1)].map((each) => upload(each)));

    expect(await refusedAs(ada.certificate)).toBe('certificate.revoked');
  });

  it('are refused when the list has expired', async () => {
    expect((await upload(await list({ nextUpdate: ago(1) }))).body).toMatchObject({ code: 'revocation.list_unusable' });
  });
});
