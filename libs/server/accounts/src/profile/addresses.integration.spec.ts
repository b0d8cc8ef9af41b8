import { PasswordStore } from '@postern/provider-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';

let server: TestServer;
let administrator: { accountId: string };

beforeAll(async () => {
  server = await TestServer.start();
  administrator = { accountId: await server.account({ role: 'administrator' }) };
});
afterAll(async () => {
  await server?.stop();
});

const signsIn = async (address: string): Promise<string | undefined> =>
  (await server.app.get(PasswordStore).findByUsername(address))?.accountId;
const claim = (accountId: string, email: string | null) => server.call({ accountId }, 'PATCH', '/me', { email });
const confirm = (accountId: string) =>
  server.call(administrator, 'PATCH', `/users/${accountId}`, { emailVerified: true });

describe('an e-mail address that somebody gives for theirs', () => {
  it('is answered alike whether another account has it, confirmed or not, or none has', async () => {
    await server.account({ email: 'confirmed@example.test', confirmed: true });
    await server.account({ email: 'claimed@example.test' });
    const [mallory, other] = [await server.account(), await server.account()];

    const answers = [];
    for (const [accountId, email] of [
      [mallory, 'Confirmed@example.test'],
      [mallory, 'claimed@example.test'],
      [other, 'nobody@example.test'],
    ] as const) {
      const { status, body } = await claim(accountId, email);
      answers.push([status, body.email, Object.keys(body).join()]);
    }

    expect(answers.map(([status]) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(([, , fields]) => fields)).size).toBe(1);
  });

  it('signs in only once an administrator has confirmed it, and not after it was changed', async () => {
    const ada = await server.account();
    await claim(ada, 'ada@example.test');
    expect(await signsIn('ada@example.test')).toBeUndefined();

    await confirm(ada);
    expect(await signsIn('ada@example.test')).toBe(ada);

    await claim(ada, 'ada.l@example.test');
    expect(await signsIn('ada@example.test')).toBeUndefined();
    expect(await signsIn('ada.l@example.test')).toBeUndefined();
  });

  it('does not reserve it: an administrator can create the account that owns it, and it signs that one in', async () => {
    const squatter = await server.account();
    await claim(squatter, 'next@example.test');

    const user = { username: 'next', name: 'Next', email: 'next@example.test', emailVerified: true };
    const { status, body } = await server.call(administrator, 'POST', '/users', user);

    expect([status, body.emailVerified]).toEqual([201, true]);
    expect(await signsIn('next@example.test')).toBe(body.id);
    expect((await confirm(squatter)).body.code).toBe('account.email_taken');
  });

  it('belongs to one of ten for whom it is confirmed at once', async () => {
    const accounts = await Promise.all(Array.from({ length: 10 }, () => server.account()));
    await Promise.all(accounts.map((accountId) => claim(accountId, 'raced@example.test')));

    const answers = await Promise.all(accounts.map(confirm));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
  });
});
