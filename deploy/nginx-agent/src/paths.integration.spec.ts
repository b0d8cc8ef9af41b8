import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GatewayUnderTest } from './testing/gateway-under-test.js';

let gateway: GatewayUnderTest;

beforeAll(async () => {
  const prefixes = ['/open', '/open/deep/closed', '/other', '/a/b/c/d'];
  gateway = await GatewayUnderTest.start(prefixes.map((prefix) => ({ prefix })));
  await gateway.allowEverything();
});
afterAll(() => gateway?.stop());

/** Which API was decided on, and what the upstream saw. */
const send = async (path: string) => {
  const [asked, seen] = [gateway.asked.length, gateway.seen.length];
  const { status } = await gateway.call(path);
  return [status, gateway.asked.slice(asked).join(), gateway.seen.slice(seen).join()];
};

describe('a path', () => {
  it.each([
    ['/open', '/open', '/'],
    ['/open/', '/open', '/'],
    ['/open//x///y', '/open', '/x/y'],
    ['/open/x%2Fy%2f%2fz', '/open', '/x/y/z'],
    ['/open/x;y=1/z', '/open', '/x;y=1/z'],
    ['/open/x%3By', '/open', '/x;y'],
    ['/open;v=1/x', '/open', '/x'],
    ['/open/...', '/open', '/...'],
    ['/open/%C3%A9%C0', '/open', '/%C3%A9%C0'],
    ['/open/.well-known/x', '/open', '/.well-known/x'],
    ['/open/x%252Fy', '/open', '/x%252Fy'],
    ['/open/x%2520y?q=/../;%5c', '/open', '/x%2520y?q=/../;%5c'],
    ['/other/../open/x', '/open', '/x'],
    ['/other/%2e%2e/open/x', '/open', '/x'],
    ['/other/..%2Fopen/x', '/open', '/x'],
    ['//other/.//%2e/x', '/other', '/x'],
    ['/OPEN/X', '/open', '/X'],
    ['/%6Fpen/x', '/open', '/x'],
  ])('%s is decided on as %s, and the upstream sees %s', async (path, api, seen) => {
    expect(await send(path)).toEqual([200, api, seen]);
  });

  it.each([
    '/open/deep/closed/x',
    '/open/DEEP/Closed/x',
    '/open/deep;a/closed;b=c/x',
    '/open;a/deep/closed/x',
    '/open//deep%2Fclosed/x',
    '/open/deep%3Ba/closed/x',
    '/open/y/../deep/closed/x',
    '/other/../open/deep/./closed/x',
  ])('%s is decided on by the policy of the inner API, whatever an upstream takes out of it', async (path) => {
    expect(await send(path)).toEqual([200, '/open/deep/closed', '/x']);
  });

  it.each(['/a/b/c/d/e;f/g', '/a;1/b;2/c;3/d;4/e;f/g'])(
    'of four segments keeps what is behind them: %s',
    async (path) => {
      expect(await send(path)).toEqual([200, '/a/b/c/d', '/e;f/g']);
    },
  );

  it.each([
    '/open/..;/other/x',
    '/open/..;a=b/other',
    '/open/.;/deep/closed/x',
    '/open/;/deep/closed/x',
    '/open/;a/deep/closed/x',
    '/open/%2e%2e;/other',
    '/open/..%3B/other',
    '/open/%252e%252e/other',
    '/open/.%252e/other',
    '/open/..%252fother',
    '/open/x%252f..%252f..%252fother',
    '/open/%252e%252e',
    '/open/..%253b/other',
    '/open/%c0%ae%c0%ae/other',
    '/open/..%c0%afother',
    '/open\\..\\other',
    '/open/..\\other',
    '/open/%5c..%5cother',
    '/open/deep%5Cclosed/x',
    '/open/..%255cother',
    '/;/open/x',
    ';/open/x',
    '/..;/open/x',
  ])('%s leads nowhere, because an upstream might take it for another one', async (path) => {
    const [status, ...reached] = await send(path);

    expect([400, 404]).toContain(status);
    expect(reached).toEqual(['', '']);
  });

  it.each([
    '/open/../../x',
    '/open/%00',
    '/../open',
    '/..%2f..%2fopen',
    '/:t0123456789abcdef/r0/x',
    '/%3Adecide',
    '/:leave',
  ])('%s leads nowhere', async (path) => {
    const [status, ...reached] = await send(path);

    expect([400, 404]).toContain(status);
    expect(reached).toEqual(['', '']);
  });
});
