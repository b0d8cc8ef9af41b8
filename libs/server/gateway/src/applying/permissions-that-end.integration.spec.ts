import { setTimeout as sleep } from 'node:timers/promises';
import { createAuthority, issueSelfSigned } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGatewayApi } from '../../testing/gateway-api.js';
import { ScriptedAgent } from '../../testing/scripted-agent.js';

const root = '/api/v2/gateway';
let agent: ScriptedAgent;
let api: TestApi;

beforeAll(async () => {
  agent = await ScriptedAgent.start();
  api = await startGatewayApi({ agentSocket: agent.socket });
});
afterAll(async () => {
  await api?.stop();
  await agent?.stop();
});

const answered = async (method: Parameters<TestApi['call']>[0], path: string, body?: object) => {
  const answer = await api.call(method, `${root}/${path}`, body === undefined ? {} : { body });
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer.body;
};
/** How often connections were ended by what `work` does. */
const endedBy = async (work: () => Promise<unknown>): Promise<number> => {
  await sleep(300);
  const before = agent.ended;
  await work();
  await sleep(300);
  return agent.ended - before;
};

describe('open connections', () => {
  it('are ended when a caller is deleted, and not when one is added', async () => {
    let id = '';
    const add = async () =>
      void ([{ id }] = await answered('POST', 'caller-certificates', {
        pem: (await issueSelfSigned({ subject: 'CN=caller' })).pem,
      }));

    expect(await endedBy(add)).toBe(0);
    expect(await endedBy(() => answered('DELETE', `caller-certificates/${id}`))).toBe(1);
  });

  it('are ended when a policy alone changes, which Nginx is not reloaded for', async () => {
    const { id: upstreamId } = await answered('POST', 'upstreams', { name: 'upstream', url: 'https://127.0.0.1' });
    const { id } = await answered('POST', 'apis', { name: 'api', pathPrefix: '/api', upstreamId });
    await answered('POST', `apis/${id}/apply`);
    const { id: trustAnchor } = await answered('POST', 'trust-anchors', {
      pem: (await createAuthority({ subject: 'CN=CA' })).pem,
    });
    const policy = { require: { type: 'validate', trustAnchorIds: [trustAnchor] } };

    expect(await endedBy(() => answered('PATCH', `apis/${id}`, { policy }))).toBe(0);
    expect(await endedBy(() => answered('POST', `apis/${id}/apply`))).toBe(1);
    await answered('DELETE', `apis/${id}`);
    expect(await endedBy(() => answered('DELETE', `trust-anchors/${trustAnchor}`))).toBe(1);
  });
});
