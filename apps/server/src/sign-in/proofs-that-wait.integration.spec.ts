import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formOf, SignIns } from '../../testing/sign-ins.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let signIns: SignIns;
let passwordMethod: string;

beforeAll(async () => {
  server = await TestServer.start();
  signIns = await SignIns.with(server);
  const [method] = await server.sql<{ id: string }>(`select id from sign_in_method where type = 'password'`);
  passwordMethod = method!.id;
  // A second method, so that passwords can be disabled.
  await server.sql(`insert into sign_in_method (type, name, enabled, public) values ('mtls', 'Card', true, true)`);
  server.announce('sign_in_method');
});

afterAll(async () => {
  await server?.stop();
});

const newPerson = async (): Promise<{ readonly username: string; readonly id: string }> => {
  const username = randomUUID();
  return { username, id: await signIns.person(username) };
};

const ok = async (answer: Promise<{ readonly status: number; readonly text: string }>): Promise<void> => {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(text);
};
const block = (id: string, status = 'blocked') => ok(server.manage('PATCH', `users/${id}`, { status }));

const switchMethod = (enabled: boolean) => ok(server.manage('PATCH', `sign-in-methods/${passwordMethod}`, { enabled }));

/** Actions that end sign-ins. */
const endings: readonly (readonly [string, (id: string) => Promise<unknown>])[] = [
  ['resets the password', (id) => ok(server.manage('POST', `users/${id}/reset-password`))],
  ['ends all sessions', (id) => ok(server.manage('DELETE', `users/${id}/sessions`))],
  ['blocks', (id) => block(id)],
  ['blocks and unblocks', async (id) => (await block(id), block(id, 'active'))],
  ['deletes the account', (id) => ok(server.manage('DELETE', `users/${id}`))],
  ['switches the method off and on', async () => (await switchMethod(false), switchMethod(true))],
];

describe('an unredeemed proof', () => {
  it.each(endings)('is invalid after an administrator %s, and leaves nothing behind', async (_, end) => {
    const { username, id } = await newPerson();
    const waiting = await signIns.prove(username);

    await end(id);

    expect((await signIns.goOn(waiting)).page).toContain('#error=sign_in.ended');
    expect(await signIns.kept(id)).toEqual([]);
  });

  it('expires after a minute', async () => {
    const { username } = await newPerson();
    const { location } = await signIns.prove(username);

    const [row] = await server.sql<{ seconds: number }>(
      `select extract(epoch from expires_at - now())::int as seconds from oidc_artifact where model = 'Interaction' and payload ->> 'returnTo' = $1`,
      [location],
    );
    expect(row?.seconds).toBeLessThanOrEqual(60);
  });

  it('lets the person sign in again from the page that says why', async () => {
    const { username, id } = await newPerson();
    const waiting = await signIns.prove(username);
    await server.manage('DELETE', `users/${id}/sessions`);
    const { page } = await signIns.goOn(waiting);

    const uid = page?.split('/').at(-1)?.split('#')[0];
    const view = (await waiting.browser.get(server, `/api/interaction/${uid}`)).body;
    const values = { username, password: 'a long enough passphrase' };
    const { body } = await waiting.browser.post(server, formOf(view.methods), { values });
    expect((await signIns.goOn({ ...waiting, location: body.location })).code).toBeDefined();
  });
});

describe('a session, code or token from a proof', () => {
  it('ends with all sessions: unredeemed codes, the session, and tokens that outlive it', async () => {
    const { username, id } = await newPerson();
    const first = await signIns.prove(username);
    const { refresh_token: refreshToken = '' } = await signIns.redeem(
      (await signIns.goOn(first)).code!,
      first.verifier,
    );
    const second = await signIns.prove(username);
    const { code = '' } = await signIns.goOn(second);
    // The session expired by itself, as after two weeks; the refresh token is made to outlive it.
    await server.sql(`delete from oidc_artifact where model = 'Session' and account_id = $1`, [id]);

    await server.manage('DELETE', `users/${id}/sessions`);

    expect(await signIns.redeem(code, second.verifier)).toMatchObject({ error: 'invalid_grant' });
    expect(await signIns.refresh(refreshToken)).toBe(400);
    expect(await signIns.kept(id)).toEqual(['Grant']);
  });

  it.each(endings.slice(0, 5))('never survives when an administrator %s at the same moment', async (_, end) => {
    const people = await Promise.all(Array.from({ length: 12 }, newPerson));
    const waiting = await Promise.all(people.map(({ username }) => signIns.prove(username)));

    await Promise.all(
      people.map(async ({ id }, index) => {
        const signIn = waiting[index]!;
        const goOn = async (): Promise<void> => {
          const { code } = await signIns.goOn(signIn);
          if (code !== undefined) await signIns.redeem(code, signIn.verifier);
        };
        await Promise.all([goOn(), end(id)]);
      }),
    );

    const kept = await Promise.all(people.map(({ id }) => signIns.kept(id)));
    expect(kept.flat().filter((model) => model !== 'Grant')).toEqual([]);
  });

  it('never survives when the method is switched off at the same moment', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, newPerson));
    const waiting = await Promise.all(people.map(({ username }) => signIns.prove(username)));

    await Promise.all([...waiting.map((signIn) => signIns.goOn(signIn)), switchMethod(false)]);
    await switchMethod(true);

    const kept = await Promise.all(people.map(({ id }) => signIns.kept(id)));
    expect(kept.flat()).not.toContain('Session');
  });
});
