import { randomUUID } from 'node:crypto';
import { AuditConfig } from '@postern/audit';
import { Statements } from '@postern/database';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGatewayApi } from '../../testing/gateway-api.js';
import { CallDecisions } from './call-decisions.service.js';
import { DecisionCounts } from './decision-counts.js';

let api: TestApi;

beforeAll(async () => {
  api = await startGatewayApi();
});
afterAll(() => api?.stop());

const unknown = () => ({ apiId: randomUUID(), upstreamId: randomUUID(), certificate: '', accessToken: null });

/** A server's counts, with decisions of its own. */
const server = (statements = api.get(Statements)) => {
  const decisions = new CallDecisions(
    { find: async () => undefined } as never,
    { isBlocked: async () => false } as never,
  );
  return { decisions, counts: new DecisionCounts(statements, new AuditConfig(), decisions) };
};
const counted = async () => {
  const { status, body } = await api.call('GET', '/api/v2/gateway/decisions/counts?periods=2');
  expect(status).toBe(200);
  return body.items;
};

describe("the gateway's decisions", () => {
  it('are counted by several servers, each once', async () => {
    await api.sql('truncate gateway_decision_count');
    const [one, other] = [server(), server()];
    for (let calls = 0; calls < 5; calls += 1) await one.decisions.decide(unknown());
    await other.decisions.decide(unknown());
    await Promise.all([one.counts.onApplicationShutdown(), other.counts.onApplicationShutdown()]);
    await one.counts.onApplicationShutdown();

    const items: { api: unknown; code: string; count: number }[] = await counted();
    expect(items.map(({ api: about, code }) => [about, code])).toEqual(
      items.map(() => [null, 'gateway.api_not_found']),
    );
    expect(items.reduce((sum, { count }) => sum + count, 0)).toBe(6);
  });

  it('are kept while the database is away', async () => {
    await api.sql('truncate gateway_decision_count');
    const real = api.get(Statements);
    let away = true;
    const statements = new Statements({
      query: async ({ name = '', text, values }) => {
        if (away) throw new Error('away');
        return { rows: await real.run(name, text, values ?? []) } as never;
      },
    });
    const { decisions, counts } = server(statements);
    await decisions.decide(unknown());
    await counts.onApplicationShutdown();
    await decisions.decide(unknown());
    away = false;
    await counts.onApplicationShutdown();

    expect((await counted()).reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(2);
  });

  it('are for those who may read the gateway', async () => {
    const token = api.tokens.issue({ scopes: ['read:audit_events'] });

    expect((await api.call('GET', '/api/v2/gateway/decisions/counts', { token })).status).toBe(403);
  });
});
