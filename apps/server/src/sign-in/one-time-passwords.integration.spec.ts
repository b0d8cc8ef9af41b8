import { randomUUID } from 'node:crypto';
import { seedAccounts } from '@postern/accounts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.js';
import { SignIns } from '../../testing/sign-ins.js';
import { TestServer } from '../../testing/test-server.js';

const chosen = 'seven lamps by the river';

let server: TestServer;
let signIns: SignIns;

beforeAll(async () => {
  server = await TestServer.start();
  signIns = await SignIns.with(server);
});
afterAll(async () => {
  await server?.stop();
});

interface Page {
  readonly browser: Browser;
  readonly submitUrl: string;
  readonly verifier: string;
}

const submit = ({ browser, submitUrl }: Page, values: Readonly<Record<string, string>>) =>
  browser.post(server, submitUrl, { values });
const newUser = async (): Promise<{ username: string; id: string; password: string }> => {
  const { body } = await server.manage('POST', 'users', { username: randomUUID(), name: 'New' });
  const { id, username, initialPassword: password } = body as { id: string; username: string; initialPassword: string };
  return { id, username, password };
};
const types = async (id: string): Promise<readonly string[]> => {
  const rows = await server.sql<{ type: string }>('select type from audit_event where account_id = $1 order by id', [
    id,
  ]);
  return rows.map(({ type }) => type);
};
/** Continues the sign-in to a code. */
const arrives = async (page: Page, { body }: { readonly body: unknown }): Promise<boolean> =>
  (await signIns.goOn({ ...page, location: (body as { location: string }).location })).code !== undefined;

describe('a sign-in with a one-time password', () => {
  it('asks for a new password in the same step, and completes with it', async () => {
    const { id, username, password } = await newUser();
    const page = await signIns.begin();

    const asked = await submit(page, { username, password });
    expect([asked.status, asked.body]).toMatchObject([401, { code: 'password.must_change' }]);
    expect(asked.body).not.toHaveProperty('location');
    expect(await signIns.kept(id)).toEqual([]);
    const refused = await submit(page, { username, password, newPassword: 'too short' });
    expect(refused.body).toMatchObject({ code: 'password.too_short', errors: [{ path: 'newPassword' }] });

    expect(await arrives(page, await submit(page, { username, password, newPassword: chosen }))).toBe(true);
    expect(await types(id)).toEqual(['account.created', 'password.changed', 'sign_in.succeeded']);
    const again = await signIns.begin();
    expect((await submit(again, { username, password })).body).toMatchObject({ code: 'password.wrong' });
    expect(await arrives(again, await submit(again, { username, password: chosen }))).toBe(true);
  });

  it('succeeds once of two at the same time; the other one is told so', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { username, password } = await newUser();
      const pages = await Promise.all([signIns.begin(), signIns.begin()]);

      const answers = await Promise.all(
        pages.map((page, index) => submit(page, { username, password, newPassword: `${chosen} ${index}` })),
      );

      const codes = answers.map(({ status, body }) => (status === 200 ? 'ok' : (body as { code: string }).code));
      expect(codes.toSorted()).toEqual(['ok', 'password.one_time_used']);
      const winner = codes.indexOf('ok');
      expect(await arrives(pages[winner]!, answers[winner]!)).toBe(true);
      const later = await signIns.begin();
      const values = { username, password: `${chosen} ${1 - winner}` };
      expect((await submit(later, values)).body).toMatchObject({ code: 'password.wrong' });
    }
  });

  it('is refused after 72 hours', async () => {
    const { id, username, password } = await newUser();
    await server.sql(
      `update account set one_time_password_until = one_time_password_until - interval '72 hours' where id = $1`,
      [id],
    );
    const page = await signIns.begin();

    for (const more of [{}, { newPassword: chosen }] as Record<string, string>[]) {
      expect((await submit(page, { username, password, ...more })).body).toMatchObject({
        status: 401,
        code: 'password.one_time_expired',
      });
    }
    expect((await submit(page, { username, password: 'wrong' })).body).toMatchObject({ code: 'password.wrong' });
  });

  it('is the first sign-in of the owner that a command created', async () => {
    const username = randomUUID();
    await seedAccounts(server.app, {
      users: [],
      owner: { username, name: 'Administrator', password: 'the first password' },
    });
    const page = await signIns.begin();

    expect((await submit(page, { username, password: 'the first password' })).body).toMatchObject({
      code: 'password.must_change',
    });
  });

  it('under way is refused once the password was reset again', async () => {
    const { id, username, password } = await newUser();
    const page = await signIns.begin();
    const { body } = await submit(page, { username, password, newPassword: chosen });

    await server.manage('POST', `users/${id}/reset-password`);

    const { page: back } = await signIns.goOn({ ...page, location: (body as { location: string }).location });
    expect(back).toContain('#error=sign_in.ended');
  });
});
