import { setTimeout } from 'node:timers/promises';
import type { MethodListenerStatus, SignInMethodRecord } from '@postern/contracts';
import { type Authority, createAuthority } from '@postern/dev-pki';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SignIns } from '../../testing/sign-ins.js';
import { Browser } from '../../testing/browser.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority({ subject: 'CN=People' });
});
afterEach(() => server?.stop());

const create = async (name: string, hostName: string): Promise<SignInMethodRecord> => {
  const { status, text, body } = await server.manage('POST', 'sign-in-methods', {
    ...{ type: 'mtls', name, enabled: true, public: true },
    params: { trustAnchors: [authority.pem], hostName },
  });
  if (status !== 201) throw new Error(text);
  return body as SignInMethodRecord;
};
const statusOf = async ({ id }: SignInMethodRecord): Promise<MethodListenerStatus> =>
  (await server.manage('GET', `sign-in-methods/${id}/listener`)).body as MethodListenerStatus;
const startOf = async ({ id }: SignInMethodRecord): Promise<string> => {
  const { methods } = await (await SignIns.with(server)).open(new Browser());
  return new URL(methods.find((method) => method.id === id)?.action.startUrl ?? '').origin;
};

describe('the origin of a method', () => {
  it('stays unused while the agent is away, and the answer says since when', async () => {
    server = await TestServer.start(undefined, { GATEWAY_AGENT_SOCKET: '/nowhere/agent.sock' });
    const begun = new Date().toISOString();
    const method = await create('Acme card', 'acme');

    await expect
      .poll(() => statusOf(method), { timeout: 15_000 })
      .toMatchObject({
        ...{ state: 'away', origin: 'https://mtls.test', wanted: 'https://acme.mtls.test' },
        reason: expect.stringContaining('ENOENT') as string,
      });
    const { since } = await statusOf(method);
    expect(Date.parse(since ?? '')).toBeGreaterThan(Date.parse(begun) - 10_000);
    expect(await startOf(method)).toBe('https://mtls.test');
    await server.manage('PATCH', `sign-in-methods/${method.id}`, { params: { caNames: 'none' } });
    expect((await statusOf(method)).since).toBe(since);
  });

  it('troubles nobody while no method has one: an older agent is no fault, and nothing is noted', async () => {
    server = await TestServer.start(undefined, { GATEWAY_AGENT_SOCKET: '/nowhere/agent.sock' });
    const method = await create('Acme card', 'acme');
    await expect.poll(() => statusOf(method), { timeout: 15_000 }).toMatchObject({ state: 'away' });
    await server.manage('PATCH', `sign-in-methods/${method.id}`, { params: { hostName: '' } });

    await expect
      .poll(() => server.sql('select away from certificate_origins'), { timeout: 10_000 })
      .toEqual([{ away: null }]);
    await setTimeout(5000);
    expect(await server.sql('select away from certificate_origins')).toEqual([{ away: null }]);
  });

  it('is set up by hand where there is no agent, and used once Nginx was seen to serve it', async () => {
    server = await TestServer.start(undefined, { GATEWAY_AGENT_SOCKET: '' });
    const method = await create('Acme card', 'acme');

    const { state, files } = await statusOf(method);
    expect(state).toBe('unmanaged');
    expect(files?.['servers.conf']).toContain('server_name acme.mtls.test');
    expect(await startOf(method)).toBe('https://mtls.test');
    // Nothing answers there.
    const { body } = await server.manage('POST', `sign-in-methods/${method.id}/listener/check`);
    expect(body).toMatchObject({
      origin: 'https://acme.mtls.test',
      checks: [{ name: 'reachable', outcome: 'failed' }],
    });
    expect(await startOf(method)).toBe('https://mtls.test');

    await server.sql('update certificate_origins set served = $1', [{ [method.id]: 'acme' }]);
    await expect.poll(() => startOf(method), { timeout: 10_000 }).toBe('https://acme.mtls.test');
  });
});
