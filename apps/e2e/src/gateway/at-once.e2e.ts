import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayApi } from '@postern/contracts';
import { type Authority, createCrl, type Issued, issueCertificate, issueSelfSigned } from '@postern/dev-pki';
import type { RunningPostern } from '@postern/local';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usersAuthority } from '../support/issuing.js';
import { expectSoon } from '../support/soon.js';
import { startTestPostern, stopTestPostern } from '../support/start-postern.js';
import { type Upstream, startUpstream } from './support/upstream.js';
import { call, keptConnection } from './support/calls.js';
import { Gateway } from './support/gateway.js';

let running: RunningPostern;
let gateway: Gateway;
let server: Upstream;
let api: GatewayApi;
let issuing: Authority;

beforeAll(async () => {
  running = await startTestPostern();
  gateway = await Gateway.of(running.config);
  server = await startUpstream();
  api = await gateway.addApi(await gateway.addUpstream(server), null);
  issuing = await usersAuthority(running.config);
  await gateway.addTrustAnchor({ ...issuing, pem: readFileSync(running.config.usersCa.root, 'utf8') });
  await gateway.addTrustAnchor(issuing);
});
afterAll(async () => {
  await server?.stop();
  await stopTestPostern(running);
});

/** What a call of this moment is answered. */
const statusNow = async (certificate: Issued): Promise<number> =>
  (await call(running.config, api.draft.pathPrefix, { certificate })).status;

/** Calls over one kept connection without a pause, so that decisions are kept too; tells when the answer becomes another. */
const callAllTheTime = (certificate: Issued) => {
  const agent = keptConnection(running.config, certificate);
  const statuses: number[] = [];
  const waiting: ((status: number) => void)[] = [];
  let over = false;
  const calling = (async () => {
    while (!over) {
      const { status } = await call(running.config, api.draft.pathPrefix, { agent });
      if (statuses.at(-1) !== status) statuses.push(status);
      for (const tell of waiting.splice(0)) tell(status);
      await sleep(5);
    }
    agent.destroy();
  })();
  // A test that failed does not wait for it.
  calling.catch(() => undefined);
  const next = () => Promise.race([new Promise<number>((tell) => waiting.push(tell)), calling.then(() => -1)]);
  return {
    statuses,
    becomes: (status: number, within: number) => expectSoon(next, status, within),
    stop: async () => {
      over = true;
      await calling;
    },
  };
};

describe('a decision that Nginx keeps', () => {
  it('is dropped when the policy changes, when a certificate is deleted, and when it is uploaded again', async () => {
    const caller = await issueSelfSigned({ subject: 'CN=caller' });
    const load = callAllTheTime(caller);
    await load.becomes(200, 1000);
    await gateway.change(api.id, { policy: { require: { type: 'uploaded' } } });
    expect(await statusNow(caller)).toBe(401);
    await load.becomes(401, 100);
    const [added] = await gateway.addCaller(caller);
    expect(await statusNow(caller)).toBe(200);
    await load.becomes(200, 100);
    await gateway.admin.delete(`/gateway/caller-certificates/${added!.id}`);
    expect(await statusNow(caller)).toBe(401);
    await load.becomes(401, 100);
    await load.stop();

    expect(load.statuses).toEqual([200, 401, 200, 401]);
  });

  it('ends when the certificate is revoked, within two seconds of the new list', async () => {
    await gateway.change(api.id, { policy: { require: { type: 'validate' } } });
    const caller = await issueCertificate(issuing, { subject: 'CN=revoked soon' });
    const load = callAllTheTime(caller);
    await load.becomes(200, 1000);
    const file = running.config.usersCa.crls.find((path) => path.includes('issuing'))!;
    const before = readFileSync(file);
    const { pem } = await createCrl(issuing, { revokedSerials: [caller.certificate.serialNumber] });
    writeFileSync(file, pem);
    await load.becomes(401, 2500);
    writeFileSync(file, before);
    await load.becomes(200, 2500);
    await load.stop();
  });
});

describe('the gateway without its server', () => {
  it('refuses calls a second after the server was killed, and accepts them again when it is back', async () => {
    await gateway.change(api.id, { policy: { require: null } });
    const caller = await issueSelfSigned({ subject: 'CN=caller' });
    const before = server.seen.length;
    const load = callAllTheTime(caller);
    await load.becomes(200, 1000);
    await running.killServer();
    await load.becomes(503, 1200);
    const after = server.seen.length;
    await sleep(500);
    expect(server.seen.length).toBe(after);
    expect(after).toBeGreaterThan(before);
    const { headers, body } = await call(running.config, api.draft.pathPrefix, { certificate: caller });
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'retry-after': '2' });
    expect(JSON.parse(body)).toMatchObject({ type: 'urn:postern:gateway:undecided', status: 503 });

    await running.restartServer();
    await load.becomes(200, 1000);
    await load.stop();
    expect(load.statuses).toEqual([200, 503, 200]);
  });

  it('refuses calls while the database is down, because revocations are unknown, and accepts them again afterwards', async () => {
    const load = callAllTheTime(await issueSelfSigned({ subject: 'CN=caller' }));
    await load.becomes(200, 1000);
    await running.stopDatabase('SIGKILL');
    await load.becomes(503, 3000);
    await running.startDatabase();
    await load.becomes(200, 5000);
    await load.stop();
  });
});
