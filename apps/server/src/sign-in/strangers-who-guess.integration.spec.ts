import { randomUUID } from 'node:crypto';
import { ClientSeeder } from '@postern/clients';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { signIn } from '../../testing/people.js';
import { password, SignIns } from '../../testing/sign-ins.js';
import { type Answer, publicOrigin, TestServer } from '../../testing/test-server.js';

let server: TestServer;
let signIns: SignIns;

beforeAll(async () => {
  server = await TestServer.start();
  signIns = await SignIns.with(server);
  await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
});
afterAll(async () => {
  await server?.stop();
});

interface Owner {
  readonly id: string;
  readonly username: string;
  readonly email: string;
}

const newOwner = async (): Promise<Owner> => {
  const username = `person-${randomUUID()}`;
  const email = `${randomUUID()}@example.test`;
  const id = await signIns.person(username);
  await server.sql('update account set email = $2, confirmed_email = $2 where id = $1', [id, email]);
  return { id, username, email };
};

/** Outcome of a password: `signed in`, or the code of the problem. */
const attempt = async (username: string, secret: string, browser = new Browser()): Promise<string> => {
  const begun = await signIns.begin(browser);
  const { body, status } = await begun.browser.post(server, begun.submitUrl, {
    values: { username, password: secret },
  });
  return status === 200 ? 'signed in' : String((body as { code: string }).code);
};
const attempts = async (count: number, username: string, browser?: Browser): Promise<readonly string[]> => {
  const codes: string[] = [];
  while (codes.length < count) codes.push(await attempt(username, 'wrong', browser));
  return codes;
};
const wrong = (count: number) => Array.from({ length: count }, () => 'password.wrong');

const browserOf = async ({ username }: Owner): Promise<Browser> => {
  const browser = new Browser();
  expect(await attempt(username, password, browser)).toBe('signed in');
  expect(browser.cookies.names()).toContain('__Host-postern_known_browser');
  return browser;
};

const panelToken = async ({ id: accountId }: Owner): Promise<string> => {
  const scope = 'manage:me read:me';
  return (await signIn(server, { accountId, clientId: 'postern-panel', audience: 'https://id.test/api/v2', scope }))
    .token;
};
const changePassword = (token: string, change: object, browser?: Browser): Promise<Answer> =>
  server.send('/api/v2/me/password', {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      cookie: browser?.cookies.header(new URL('https://id.test/')) ?? '',
    },
    body: JSON.stringify(change),
  });

describe('a stranger who guesses passwords', () => {
  it('is refused, and does not lock the owner out of the browser they use', async () => {
    const owner = await newOwner();
    const browser = await browserOf(owner);

    expect(await attempts(11, owner.username)).toEqual([...wrong(10), 'request.too_many']);

    expect(await attempt(owner.username, password)).toBe('request.too_many');
    expect(await attempt(owner.username, password, browser)).toBe('signed in');
    expect(await attempt(owner.email.toUpperCase(), password, browser)).toBe('signed in');
    expect(await attempt(owner.username, password)).toBe('request.too_many');
  });

  it('has ten guesses for all names of an account', async () => {
    const owner = await newOwner();

    expect(await attempts(5, owner.username)).toEqual(wrong(5));
    expect(await attempts(5, ` ${owner.email.toUpperCase()}`)).toEqual(wrong(5));

    // No password is checked any more, under either name.
    expect(await attempt(owner.username, password)).toBe('password.wrong');
    expect(await attempt(owner.email, password)).toBe('password.wrong');
  });

  it('cannot tell which names exist, or belong to one account', async () => {
    const owner = await newOwner();
    const names = [owner.username, owner.email, randomUUID(), `${randomUUID()}@example.test`];

    const outcomes = [];
    for (const name of names) outcomes.push(await attempts(12, name));

    for (const outcome of outcomes) expect(outcome).toEqual([...wrong(10), 'request.too_many', 'request.too_many']);
  });

  it('cannot pass the limit by all names at once', async () => {
    const owner = await newOwner();
    await Promise.all([owner.username, owner.email].flatMap((name) => [...Array(8)].map(() => attempt(name, 'wrong'))));

    expect(await attempt(owner.username, password)).toBe('password.wrong');
    expect(await attempt(owner.email, password)).toBe('password.wrong');
  });

  it("gains nothing by another person's cookie or a forged one", async () => {
    const owner = await newOwner();
    const other = await newOwner();
    const browser = await browserOf(other);
    await attempts(10, owner.username);
    const header = browser.cookies.value('__Host-postern_known_browser') ?? '';
    const forged = new Browser();
    forged.cookies.store(new URL('https://id.test'), [
      `__Host-postern_known_browser=${header.replace(/^.{4}/, 'AAAA')}~${'a'.repeat(22)}.${'b'.repeat(43)}; Path=/; Secure`,
    ]);

    expect(await attempt(owner.username, password, browser)).toBe('request.too_many');
    expect(await attempt(owner.username, password, forged)).toBe('request.too_many');
  });

  it.each([
    ['no entry', '~~~'],
    [
      'sixty entries',
      Array(60)
        .fill(`${'a'.repeat(22)}.${'b'.repeat(43)}`)
        .join('~'),
    ],
    ['letters that are no ASCII', `${'é'.repeat(22)}.${'é'.repeat(43)}`],
    ['a signature of another length', `${'a'.repeat(22)}.b`],
  ])('gains nothing by a cookie with %s', async (_, value) => {
    const owner = await newOwner();
    const browser = new Browser();
    browser.cookies.store(new URL('https://id.test'), [`__Host-postern_known_browser=${value}; Path=/; Secure`]);

    expect(await attempts(11, owner.username, browser)).toEqual([...wrong(10), 'request.too_many']);
  });

  it('has ten guesses in a known browser, too', async () => {
    const owner = await newOwner();
    const browser = await browserOf(owner);

    expect(await attempts(11, owner.username, browser)).toEqual([...wrong(10), 'request.too_many']);
    expect(await attempt(owner.email, password, browser)).toBe('request.too_many');
    expect(await attempt(owner.username, password)).toBe('signed in');
  });
});

describe('a browser', () => {
  it('is known for up to four people who signed in with it, without naming them', async () => {
    const browser = new Browser();
    const owners: Owner[] = [];
    for (let count = 0; count < 5; count += 1) {
      const owner = await newOwner();
      owners.push(owner);
      expect(await attempt(owner.username, password, browser)).toBe('signed in');
    }
    const cookie = browser.cookies.value('__Host-postern_known_browser') ?? '';
    expect(cookie.split('~')).toHaveLength(4);
    for (const { id, username } of owners) expect(cookie).not.toMatch(new RegExp(`${id}|${username}`));

    const outcomes = [];
    for (const { username } of owners) {
      await attempts(10, username);
      outcomes.push(await attempt(username, password, browser));
    }
    expect(outcomes).toEqual(['request.too_many', ...Array<string>(4).fill('signed in')]);
  });

  it.each([
    ['resets the password', ({ id }: Owner) => server.manage('POST', `users/${id}/reset-password`), true],
    ['ends all sessions', ({ id }: Owner) => server.manage('DELETE', `users/${id}/sessions`), false],
  ])('is known no more after an administrator %s', async (_, end, isNew) => {
    const owner = await newOwner();
    const browser = await browserOf(owner);
    const answer = await end(owner);
    const secret = isNew ? String((answer.body as { initial_password: string }).initial_password) : password;
    await attempts(10, owner.username);

    expect(await attempt(owner.username, secret, browser)).toBe('request.too_many');
  });
});

describe('somebody who is signed in', () => {
  it('changes the password and deletes the account while a stranger guesses', async () => {
    const owner = await newOwner();
    const browser = await browserOf(owner);
    const elsewhere = await browserOf(owner);
    const copied = new Browser();
    const known = '__Host-postern_known_browser';
    copied.cookies.store(new URL('https://id.test'), [`${known}=${browser.cookies.value(known)}; Path=/; Secure`]);
    const token = await panelToken(owner);
    await attempts(11, owner.username);

    const newPassword = 'another long passphrase';
    const changed = await changePassword(token, { currentPassword: password, newPassword }, browser);
    expect(changed.status).toBe(204);
    browser.cookies.store(new URL('https://id.test'), [changed.headers['set-cookie'] ?? []].flat());

    // Only the browser in which it was changed stays known.
    expect(await attempt(owner.username, newPassword, browser)).toBe('signed in');
    expect(await attempt(owner.username, newPassword, elsewhere)).toBe('request.too_many');
    // A copy of its earlier cookie is not.
    expect(await attempt(owner.username, newPassword, copied)).toBe('request.too_many');
    const deleted = await server.send('/api/v2/me/deletion', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await panelToken(owner)}` },
      body: JSON.stringify({ password: newPassword }),
    });
    expect(deleted.status).toBe(204);
  });

  it('has a separate limit of ten guesses, which does not affect sign-ins', async () => {
    const owner = await newOwner();
    const token = await panelToken(owner);
    const change = { currentPassword: 'wrong', newPassword: 'another long passphrase' };
    const codes = [];
    while (codes.length < 11) codes.push((await changePassword(token, change)).body.code);

    expect(codes).toEqual([...Array(10).fill('password.current_wrong'), 'request.too_many']);
    expect(await attempt(owner.username, password)).toBe('signed in');
  });
});
