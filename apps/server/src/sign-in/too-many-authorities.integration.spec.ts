import { createAuthority } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
/** PEM of 140 CAs whose names have 230 octets each. */
let anchors: readonly string[];

beforeAll(async () => {
  server = await TestServer.start();
  const authorities = await Promise.all(
    Array.from({ length: 140 }, (_, number) =>
      createAuthority({
        subject: `C=XX,O=${'o'.repeat(60)},OU=${'u'.repeat(60)},CN=${'n'.repeat(56)} ${100 + number}`,
      }),
    ),
  );
  anchors = authorities.map(({ pem }) => pem);
});
afterAll(() => server?.stop());

const create = (name: string, trustAnchors: readonly string[], enabled = true) =>
  server.manage('POST', 'sign-in-methods', { type: 'mtls', name, enabled, params: { trustAnchors } });
const refused = {
  status: 422,
  body: { code: 'sign_in_method.too_many_authorities', errors: [{ path: 'params.trustAnchors' }] },
};

describe('methods whose CA names are too long in total', () => {
  it('are refused when they are created, changed or switched on, and nothing is stored', async () => {
    const [first, second] = [
      await create('First', anchors.slice(0, 50)),
      await create('Second', anchors.slice(50, 100)),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);

    expect(await create('Third', anchors.slice(100))).toMatchObject(refused);
    const off = await create('Third', anchors.slice(100), false);
    const { id } = off.body as { readonly id: string };
    const change = (input: object) => server.manage('PATCH', `sign-in-methods/${id}`, input);

    expect(off.status).toBe(201);
    expect(await change({ enabled: true })).toMatchObject(refused);
    expect((await change({ enabled: true, params: { trustAnchors: anchors.slice(100, 110) } })).status).toBe(200);
    expect(await change({ params: { trustAnchors: anchors.slice(100) } })).toMatchObject(refused);
    expect(
      await server.sql(`select name, enabled, jsonb_array_length(params -> 'trustAnchors') as count from sign_in_method
      where type = 'mtls' and name in ('First', 'Second', 'Third') order by name`),
    ).toEqual([
      { name: 'First', enabled: true, count: 50 },
      { name: 'Second', enabled: true, count: 50 },
      { name: 'Third', enabled: true, count: 10 },
    ]);
  });

  it('count a CA once when several of them trust it', async () => {
    expect((await create('The same', anchors.slice(0, 50))).status).toBe(201);
  });
});
