import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GatewayUnderTest } from './testing/gateway-under-test.js';

let gateway: GatewayUnderTest;

beforeAll(async () => {
  // Nginx waits five seconds for a decision; here a moment is enough.
  gateway = await GatewayUnderTest.start([{ prefix: '/orders' }], (text) =>
    text.replace('proxy_read_timeout 5s', 'proxy_read_timeout 200ms'),
  );
});
afterAll(() => gateway?.stop());

const answering =
  (status: number, headers = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(status === 204 ? undefined : 'hello');

describe('a gateway without decisions', () => {
  it.each<[string, RequestListener | undefined]>([
    ['nobody listens', undefined],
    ['something else answers 200', answering(200)],
    ['it answers 204 without a word', answering(204)],
    ['it says something else', answering(204, { 'x-postern-decision': 'refused' })],
    ['it says more than that', answering(200, { 'x-postern-decision': 'allowed, allowed' })],
    ['something else answers 401', answering(401, { 'www-authenticate': 'Basic' })],
    [
      'something else answers 403',
      answering(403, { 'x-postern-refusal': 'come in', 'x-postern-refusal-status': '404' }),
    ],
    ['it is allowed by a redirect', answering(302, { 'x-postern-decision': 'allowed', location: '/' })],
    ['it answers 404', answering(404, { 'x-postern-decision': 'allowed' })],
    ['it answers 500', answering(500, { 'x-postern-decision': 'allowed' })],
    ['it answers 503', answering(503)],
    ['it hangs', () => undefined],
    ['it hangs up', ({ socket }) => void socket.destroy()],
    ['it speaks no HTTP', ({ socket }) => void socket.end('+OK allowed\r\n\r\n')],
    ['it wants to lead elsewhere', answering(200, { 'x-accel-redirect': '/.postern/generation' })],
  ])('is closed when %s: 503, and the upstream hears nothing', async (_, decider) => {
    await gateway.decideBy(decider);
    const { status, body } = await gateway.call('/orders/1');

    expect(status).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ type: 'urn:postern:gateway:undecided', status: 503 });
    expect(gateway.seen).toEqual([]);
  });

  it('opens when the endpoint itself says so, and says what it says when it refuses', async () => {
    await gateway.allowEverything();
    expect(await gateway.call('/orders/1')).toMatchObject({
      status: 200,
      body: expect.stringContaining('the upstream'),
    });
    const refusal = {
      'x-postern-decision': 'refused',
      'x-postern-refusal': '{"no":1}',
      'x-postern-refusal-status': '403',
    };
    await gateway.decideBy(answering(403, refusal));
    expect(await gateway.call('/orders/1')).toMatchObject({ status: 403, body: '{"no":1}' });
    expect(gateway.seen).toEqual(['/1']);
  });
});
