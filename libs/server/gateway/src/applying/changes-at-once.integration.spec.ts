import type { GatewayApplyResult } from '@postern/contracts';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGatewayApi } from '../../testing/gateway-api.js';
import { ScriptedAgent } from '../../testing/scripted-agent.js';

const root = '/api/v2/gateway';
let agent: ScriptedAgent;
let api: TestApi;
let upstreamId: string;
let count = 0;

beforeAll(async () => {
  agent = await ScriptedAgent.start();
  api = await startGatewayApi({ agentSocket: agent.socket });
  ({ id: upstreamId } = (
    await api.call('POST', `${root}/upstreams`, { body: { name: 'upstream', url: 'https://127.0.0.1' } })
  ).body);
});
afterAll(async () => {
  await api?.stop();
  await agent?.stop();
});

const draft = async (): Promise<string> => {
  const name = `api-${(count += 1)}`;
  return (await api.call('POST', `${root}/apis`, { body: { name, pathPrefix: `/${name}`, upstreamId } })).body.id;
};
const apply = (id: string) => api.call('POST', `${root}/apis/${id}/apply`);

describe('many applies at once', () => {
  it('each get a number and are confirmed, by few reloads, without database connections that wait', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, draft));
    let waiting = 0;
    agent.whileTesting = async () => {
      const [row] = await api.sql<{ readonly sessions: number }>(
        `select count(*)::int as sessions from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      );
      waiting += row!.sessions;
    };
    const answers = await Promise.all(ids.map(apply));
    agent.whileTesting = () => Promise.resolve();

    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    const generations = answers.map(({ body }) => (body as GatewayApplyResult).generation);
    expect(new Set(generations).size).toBe(12);
    expect(agent.activated.at(-1)).toBe(Math.max(...generations));
    expect(agent.activated.length).toBeLessThan(12);
    expect(waiting).toBe(0);
    expect((await api.call('GET', `${root}/status`)).body).toMatchObject({ serving: Math.max(...generations) });
  });
});

describe('an apply', () => {
  it('that Nginx does not take over is stored but not confirmed, and the next one includes it', async () => {
    const [one, other] = [await draft(), await draft()];
    agent.takesOver = false;
    expect((await apply(one)).body).toMatchObject({ status: 503, code: 'gateway.not_confirmed' });
    expect((await api.call('GET', `${root}/apis/${one}`)).body).toMatchObject({ state: 'applied' });
    agent.takesOver = true;
    expect(await apply(other)).toMatchObject({ status: 200 });
    const { serving, wanted } = (await api.call('GET', `${root}/status`)).body;
    expect(serving).toBe(wanted);
  });
});
