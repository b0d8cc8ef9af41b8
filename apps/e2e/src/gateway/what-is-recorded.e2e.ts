import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayApi } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { eventsSince } from '../support/event-log.js';
import { type Upstream, startUpstream } from './support/upstream.js';
import { call } from './support/calls.js';
import { Gateway } from './support/gateway.js';

const postern = inject('postern');
let gateway: Gateway;
let server: Upstream;
let api: GatewayApi;

beforeAll(async () => {
  gateway = await Gateway.of(postern);
  server = await startUpstream();
  api = await gateway.addApi(await gateway.addUpstream(server), {
    type: 'all',
    clauses: [{ type: 'certificate' }, { type: 'uploaded' }],
  });
});
afterAll(() => server?.stop());

const metrics = (): Promise<string> =>
  new Promise((resolve, reject) => {
    request({ socketPath: postern.sockets[0]!.metrics, path: '/metrics' }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
  });
const counted = async (pattern: RegExp): Promise<number> => Number(pattern.exec(await metrics())?.[1] ?? 0);

describe('a refused call', () => {
  it('is an event with the reason, the clause and the name of the caller, without anything that identifies a key', async () => {
    const begun = new Date(Date.now() - 1000);
    const stranger = await issueSelfSigned({ subject: 'CN=stranger, O=Elsewhere' });
    await call(postern, api.draft.pathPrefix);
    await call(postern, api.draft.pathPrefix, { certificate: stranger });
    const events = async () =>
      (await eventsSince(gateway.admin, 'gateway.call_refused', begun)).filter(
        ({ details }) => details['apiId'] === api.id,
      );
    await expect.poll(async () => (await events()).length).toBe(2);

    expect(
      (await events()).map(({ code, address, details }) => ({
        code,
        address,
        clause: details['clause'],
        subject: details['subject'],
      })),
    ).toEqual([
      {
        code: 'gateway.not_uploaded',
        address: '127.0.0.1',
        clause: 'require.clauses.1',
        subject: 'O=Elsewhere,CN=stranger',
      },
      { code: 'gateway.no_client_certificate', address: '127.0.0.1', clause: 'require.clauses.0', subject: null },
    ]);
    expect(JSON.stringify(await events())).not.toMatch(/[\da-f]{40}/);
  });

  it('is only counted when there are too many', async () => {
    const flood = await Promise.all(
      Array.from({ length: 60 }, (_, index) => issueSelfSigned({ subject: `CN=flood ${index}` })),
    );
    const begun = new Date(Date.now() - 1000);
    await Promise.all(flood.map((certificate) => call(postern, api.draft.pathPrefix, { certificate })));
    const events = (await eventsSince(gateway.admin, 'gateway.call_refused', begun)).filter(
      ({ code, details }) => code === 'gateway.not_uploaded' && details['apiId'] === api.id,
    );

    expect(events.length).toBeGreaterThan(10);
    // Twenty in a window, and one with the number of the others at its end.
    const ended = events.filter(({ details }) => details['suppressed'] !== undefined).length;
    expect(events.length).toBeLessThanOrEqual(20 + ended * 21);
  });
});

describe('the metrics', () => {
  it("count calls by API and status as callers saw them, by Nginx's own log", async () => {
    const refused = new RegExp(`^postern_gateway_calls_total{api="${api.id}",status="401"} (\\d+)`, 'm');
    // Nginx writes its log a second late at most.
    await sleep(1200);
    const before = await counted(refused);
    for (let count = 0; count < 7; count += 1) await call(postern, api.draft.pathPrefix);

    await expect.poll(() => counted(refused)).toBe(before + 7);
    expect(
      await counted(/^postern_gateway_decisions_total{outcome="refused",code="gateway.no_client_certificate"} (\d+)/m),
    ).toBeGreaterThan(0);
  });
});

describe('changes', () => {
  it('are events with who made them', async () => {
    const begun = new Date(Date.now() - 1000);
    const certificate = await gateway.addCertificate(await issueSelfSigned({ subject: 'CN=recorded' }));
    await gateway.change(api.id, { policy: { require: { type: 'certificate' } } });
    await gateway.admin.delete(`/gateway/certificates/${certificate.id}`);
    for (const type of [
      'gateway.certificate_added',
      'gateway.api_updated',
      'gateway.api_applied',
      'gateway.certificate_deleted',
    ] as const) {
      const [event] = await eventsSince(gateway.admin, type, begun);
      expect(event).toMatchObject({ actor: { username: postern.admin.username } });
    }
  });
});
