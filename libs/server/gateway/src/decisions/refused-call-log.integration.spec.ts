import { randomUUID } from 'node:crypto';
import { AuditLog } from '@postern/audit';
import { commitWhenAwaited } from '@postern/database/testing';
import type { TestApi } from '@postern/management/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startGatewayApi } from '../../testing/gateway-api.js';
import type { AppliedApi } from './applied-apis.js';
import type { CallDecision } from './call-decisions.service.js';
import { RefusedCallLog } from './refused-call-log.js';

let api: TestApi;

beforeAll(async () => {
  api = await startGatewayApi();
});
afterAll(() => api?.stop());

const refused = (id: string, code: 'gateway.not_uploaded' | 'gateway.no_client_certificate'): CallDecision => ({
  api: { id, name: 'Orders' } as AppliedApi,
  certificate: null,
  evaluation: { allowed: false, code, decidedBy: 'require', trace: [], verified: false },
  keepable: true,
});

describe('a flood of refused calls', () => {
  it('leaves twenty events per reason, and one with the number of the rest', async () => {
    const log = new RefusedCallLog(api.get(AuditLog));
    const id = randomUUID();
    for (let calls = 0; calls < 50; calls += 1) log.note(refused(id, 'gateway.not_uploaded'), '192.0.2.1');
    log.note(refused(id, 'gateway.no_client_certificate'), null);
    await log.onApplicationShutdown();

    const events = () =>
      api.sql<{ readonly code: string; readonly suppressed: string | null }>(
        `select code, details ->> 'suppressed' as suppressed from audit_event where details ->> 'apiId' = $1`,
        [id],
      );
    await expect.poll(async () => (await events()).length).toBe(22);
    const rows = await events();
    expect(rows.filter(({ code }) => code === 'gateway.no_client_certificate')).toHaveLength(1);
    expect(rows.filter(({ suppressed }) => suppressed !== null)).toEqual([
      { code: 'gateway.not_uploaded', suppressed: '30' },
    ]);
  });
});

describe('a server that stops before the counts of refused calls are written', () => {
  it('writes all counts', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const stopping = await startGatewayApi({ databaseUrl: api.databaseUrl });
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    const log = stopping.get(RefusedCallLog);
    for (const id of ids) {
      for (let calls = 0; calls < 25; calls += 1) log.note(refused(id, 'gateway.not_uploaded'), null);
    }
    const events = (condition: string) =>
      api.sql(`select 1 from audit_event where details ->> 'apiId' = any ($1) and ${condition}`, [ids]);
    await expect.poll(async () => (await events('true')).length).toBe(60);

    await commitWhenAwaited(api.get(DataSource), 'lock table audit_event in exclusive mode', [], () => {
      vi.advanceTimersByTime(60_000);
      vi.useRealTimers();
      return stopping.stop();
    });

    expect(await events(`details ->> 'suppressed' = '5'`)).toHaveLength(3);
  });
});

describe('a refused certificate', () => {
  it('is recorded with what exactly it was refused for', async () => {
    const log = new RefusedCallLog(api.get(AuditLog));
    const id = randomUUID();
    const code = 'certificate.critical_extension';
    const detail = 'critical extension 1.2.3.4';
    const decidedBy = 'require.clauses.1';
    const step = { path: decidedBy, type: 'validate', outcome: 'not_met', code, detail } as const;
    const evaluation = { allowed: false, code, decidedBy, trace: [step], verified: false } as const;
    log.note({ ...refused(id, 'gateway.not_uploaded'), evaluation }, null);

    const reasons = () =>
      api.sql(`select details ->> 'reason' as reason from audit_event where details ->> 'apiId' = $1`, [id]);
    await expect.poll(reasons).toEqual([{ reason: detail }]);
  });
});
