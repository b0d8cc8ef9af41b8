import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GatewayUnderTest } from './testing/gateway-under-test.js';

let gateway: GatewayUnderTest;

beforeAll(async () => {
  gateway = await GatewayUnderTest.start([{ prefix: '/orders' }]);
  await gateway.allowEverything();
});
afterAll(() => gateway?.stop());

describe('a WebSocket', () => {
  it('outlives a change of the epoch, and ends when connections are ended', async () => {
    const open = await gateway.openWebSocket('/orders');
    expect(open.received).toContain('101 Switching Protocols');
    gateway.agent.turnEpoch();
    await sleep(500);
    open.socket.write('still here');
    await expect.poll(() => open.received).toContain('still here');

    gateway.agent.endConnections();

    // One second of `worker_shutdown_timeout`, and the reload.
    await expect.poll(() => open.closed).toBe(true);
  });

  it('that is opened afterwards is served by the new workers', async () => {
    const open = await gateway.openWebSocket('/orders');
    open.socket.write('hello');

    await expect.poll(() => open.received).toContain('hello');
    expect(open.closed).toBe(false);
    open.socket.destroy();
  });

  it('ends by one reload, however many permissions end at once', async () => {
    await sleep(1600);
    const before = gateway.reloads.count;
    const open = await gateway.openWebSocket('/orders');
    for (let count = 0; count < 20; count += 1) {
      gateway.agent.endConnections();
      await sleep(20);
    }
    await expect.poll(() => open.closed).toBe(true);

    // One at once, and one for those that were asked for after it.
    await sleep(2500);
    expect(gateway.reloads.count - before).toBe(2);
  });

  it('that was let in between two reloads ends with the second', async () => {
    await sleep(1600);
    gateway.agent.endConnections();
    await sleep(900);
    const open = await gateway.openWebSocket('/orders');
    gateway.agent.endConnections();
    await sleep(300);
    expect(open.closed).toBe(false);

    await expect.poll(() => open.closed).toBe(true);
  });
});
