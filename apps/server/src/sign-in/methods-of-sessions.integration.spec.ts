import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SignIns } from '../../testing/sign-ins.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let signIns: SignIns;

beforeAll(async () => {
  server = await TestServer.start();
  signIns = await SignIns.with(server);
});
afterAll(() => server?.stop());

it('a session and the event of its sign-in show the current name of the method', async () => {
  const username = randomUUID();
  const id = await signIns.person(username);
  await signIns.goOn(await signIns.prove(username));
  const [builtIn] = await server.sql<{ id: string }>('select id from sign_in_method where built_in');
  const named = async () => {
    const sessions = await server.manage('GET', `users/${id}/sessions`);
    const events = await server.manage('GET', `audit-events?account=${id}&type=sign_in.succeeded`);
    return [sessions.body[0].method, events.body.items[0].method];
  };

  const nameless = { type: 'password', name: null };
  expect(await named()).toEqual([nameless, { id: builtIn!.id, ...nameless }]);

  await server.manage('PATCH', `sign-in-methods/${builtIn!.id}`, { name: 'Passphrase' });
  const called = { type: 'password', name: 'Passphrase' };
  expect(await named()).toEqual([called, { id: builtIn!.id, ...called }]);
});
