import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayApi, GatewayCertificate, Problem } from '@postern/contracts';
import {
  type Authority,
  createAuthority,
  exportPkcs12,
  type Issued,
  issueCertificate,
  issueSelfSigned,
} from '@postern/dev-pki';
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Upstream, type UpstreamOptions, startUpstream } from './support/upstream.js';
import { call, keptConnection } from './support/calls.js';
import { fresh, Gateway } from './support/gateway.js';

const postern = inject('postern');
const home = dirname(postern.logs);
const sha256 = ({ certificate }: GatewayCertificate) => certificate.sha256.toUpperCase();

let gateway: Gateway;
let clients: Authority;
let first: Issued;
let second: Issued;
const servers: Upstream[] = [];

beforeAll(async () => {
  gateway = await Gateway.of(postern);
  clients = await createAuthority({ subject: 'CN=Clients of the upstream' });
  first = await issueCertificate(clients, { subject: 'CN=gateway 1' });
  second = await issueCertificate(clients, { subject: 'CN=gateway 2', keyAlgorithm: 'rsa-2048' });
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

const start = async (options?: UpstreamOptions): Promise<Upstream> => {
  const server = await startUpstream(options);
  servers.push(server);
  return server;
};
const show = ({ id }: { readonly id: string }) => ({ credential: { type: 'certificate', certificateId: id } }) as const;
const problem = async (method: string, path: string, body?: unknown): Promise<Problem> =>
  JSON.parse((await gateway.admin.send(method, path, body)).body) as Problem;
const pfxOf = async ({ certificate, chain, keys }: Issued, password: string): Promise<string> =>
  Buffer.from(await exportPkcs12({ certificate, chain, keys, password, friendlyName: 'x' })).toString('base64');

describe('a certificate for upstreams', () => {
  it('C1: comes as .pfx with id and password, self-signed too, and is listed with its thumbprints', async () => {
    const own = await issueSelfSigned({ subject: 'CN=self-signed gateway' });
    const id = fresh('pfx');
    const pfx = await pfxOf(own, 'a password');

    expect(await problem('POST', '/gateway/certificates', { id, pfx, password: 'another' })).toMatchObject({
      status: 422,
      code: 'gateway.wrong_password',
    });
    await gateway.admin.post('/gateway/certificates', { id, pfx, password: 'a password' });
    const list = await gateway.admin.get<GatewayCertificate[]>('/gateway/certificates');
    expect(list.find((each) => each.id === id)).toMatchObject({
      selfSigned: true,
      certificate: {
        subject: 'CN=self-signed gateway',
        issuer: 'CN=self-signed gateway',
        notAfter: expect.any(String),
      },
      thumbprints: { sha1: expect.stringMatching(/^[\da-f]{40}$/), sha256: expect.stringMatching(/^[\da-f]{64}$/) },
      usedBy: { apis: [], upstreams: [] },
    });
    expect(await problem('POST', '/gateway/certificates', { id, pfx, password: 'a password' })).toMatchObject({
      code: 'gateway.certificate_id_taken',
    });
    await gateway.admin.delete(`/gateway/certificates/${id}`);
  });

  it('C2: is not deleted while APIs use it, and they are named, until it is detached from all', async () => {
    const server = await start({ clients });
    const certificate = await gateway.addCertificate(first);
    const upstream = await gateway.addUpstream(server, show(certificate));
    const one = await gateway.addApi(upstream, null);
    const other = await gateway.addApi(upstream, null);
    const path = `/gateway/certificates/${certificate.id}`;

    const refused = await problem('DELETE', path);
    expect(refused).toMatchObject({ status: 409, code: 'gateway.certificate_in_use' });
    const apis = refused.errors?.filter((error) => error.path === 'apis').map(({ message }) => message);
    expect(apis).toEqual([one.draft.name, other.draft.name].sort());
    expect(refused.detail).toContain(one.draft.name);

    await gateway.admin.patch(`/gateway/upstreams/${upstream.id}`, { credential: { type: 'none' } });
    await gateway.admin.delete(path);
    expect(await problem('GET', path)).toMatchObject({ code: 'gateway.certificate_not_found' });
  });
});

describe('an upstream that asks for a certificate', () => {
  it('C3, C5: gets the chosen one at once, and the policy of the API shows it', async () => {
    const server = await start({ clients });
    const upstream = await gateway.addUpstream(server);
    const { id, draft } = await gateway.addApi(upstream, null);
    expect((await call(postern, draft.pathPrefix)).status).toBe(502);

    for (const issued of [first, second]) {
      const certificate = await gateway.addCertificate(issued);
      await gateway.admin.patch(`/gateway/upstreams/${upstream.id}`, show(certificate));

      expect((await call(postern, draft.pathPrefix)).seen?.shown).toBe(sha256(certificate));
      const { lines } = await gateway.admin.get<GatewayApi>(`/gateway/apis/${id}`);
      expect(lines.find(({ key }) => key === 'credential')).toMatchObject({
        direction: 'outbound',
        values: { certificateId: certificate.id, thumbprint: certificate.thumbprints.sha1 },
      });
    }
    await gateway.admin.patch(`/gateway/upstreams/${upstream.id}`, { credential: { type: 'none' } });
    expect((await call(postern, draft.pathPrefix)).status).toBe(502);
  });

  it('loses no call while the certificate is replaced, again and again, under constant load', async () => {
    const server = await start({ clients });
    const certificate = await gateway.addCertificate(first);
    const upstream = await gateway.addUpstream(server, show(certificate));
    const { draft } = await gateway.addApi(upstream, null);
    let over = false;
    const failures: unknown[] = [];
    const load = Array.from({ length: 4 }, async () => {
      const agent = keptConnection(postern);
      while (!over) {
        const method = Math.random() < 0.5 ? 'GET' : 'POST';
        const { status } = await call(postern, draft.pathPrefix, {
          agent,
          method,
          body: method === 'POST' ? 'x' : undefined,
        }).catch((error: Error) => ({ status: error.message }));
        if (status !== 200) failures.push(status);
      }
      agent.destroy();
    });
    const replaced: string[] = [];
    for (const { pem, privateKeyPem } of [second, first, second]) {
      const answer = await gateway.admin.send('PUT', `/gateway/certificates/${certificate.id}`, {
        pem,
        key: privateKeyPem,
      });
      replaced.push(sha256(JSON.parse(answer.body) as GatewayCertificate));
      await sleep(200);
    }
    over = true;
    await Promise.all(load);

    expect(failures).toEqual([]);
    expect(server.seen.length).toBeGreaterThan(200);
    expect(server.seen.at(-1)?.shown).toBe(replaced.at(-1));
    expect(new Set(server.seen.map(({ shown }) => shown))).toEqual(
      new Set([...replaced, certificate.certificate.sha256.toUpperCase()]),
    );
  });

  it('has its key in private files, and in none once it is no longer used', async () => {
    const server = await start({ clients });
    const third = await issueCertificate(clients, { subject: 'CN=gateway 3' });
    const upstream = await gateway.addUpstream(server, show(await gateway.addCertificate(third)));
    const { id } = await gateway.addApi(upstream, null);
    const keyFiles = () =>
      (readdirSync(join(home, 'gateway/generations'), { recursive: true, encoding: 'utf8' }) as string[])
        .filter((name) => name.endsWith('.key'))
        .map((name) => join(home, 'gateway/generations', name));
    const body = third.privateKeyPem.split('\n')[1]!;
    const holding = () => keyFiles().filter((file) => readFileSync(file, 'utf8').includes(body));

    expect(holding()).toHaveLength(1);
    for (const file of keyFiles()) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
      expect(statSync(file).uid).toBe(process.getuid?.());
    }
    await gateway.admin.delete(`/gateway/apis/${id}`);
    expect(holding()).toEqual([]);
    const logs = readdirSync(postern.logs).map((name) => readFileSync(join(postern.logs, name), 'utf8'));
    expect(logs.filter((text) => text.includes(body) || text.includes('PRIVATE KEY'))).toEqual([]);
  });
});

describe('an upstream with a certificate of its own making', () => {
  const errorLog = () => readFileSync(join(postern.logs, 'gateway-error.log'), 'utf8');

  it('C4: fails with a reason in the log, and works with skipCertificateChainValidation, new and existing', async () => {
    const server = await start({ selfSigned: true });
    const upstream = await gateway.addUpstream({ ...server, ca: clients.pem });
    const { draft } = await gateway.addApi(upstream, null);

    const refused = await call(postern, draft.pathPrefix);
    expect(refused).toMatchObject({ status: 502, body: expect.stringContaining('urn:postern:gateway:bad_upstream') });
    expect(errorLog()).toMatch(new RegExp(`SSL certificate verify error: .*self-signed.*GET ${draft.pathPrefix} `));
    expect(server.seen).toEqual([]);

    await gateway.admin.patch(`/gateway/upstreams/${upstream.id}`, { skipCertificateChainValidation: true });
    expect((await call(postern, draft.pathPrefix)).status).toBe(200);
    await gateway.admin.patch(`/gateway/upstreams/${upstream.id}`, { skipCertificateChainValidation: false });
    expect((await call(postern, draft.pathPrefix)).status).toBe(502);

    const skipping = await gateway.addUpstream(
      { ...server, ca: clients.pem },
      { skipCertificateChainValidation: true },
    );
    const api = await gateway.addApi(skipping, null);
    expect((await call(postern, api.draft.pathPrefix)).status).toBe(200);
  });

  it('works when its own certificate is what it is trusted by, under the right name', async () => {
    const server = await start({ selfSigned: true });
    const right = await gateway.addApi(await gateway.addUpstream(server), null);
    const wrong = await gateway.addApi(await gateway.addUpstream(server, { serverName: 'other.example' }), null);
    const byAddress = { ...server, url: `https://127.0.0.1:${server.port}` };
    const named = await gateway.addApi(await gateway.addUpstream(byAddress, { serverName: 'localhost' }), null);

    expect((await call(postern, right.draft.pathPrefix)).status).toBe(200);
    expect((await call(postern, wrong.draft.pathPrefix)).status).toBe(502);
    expect(errorLog()).toContain('upstream SSL certificate does not match "other.example"');
    expect((await call(postern, named.draft.pathPrefix)).status).toBe(200);
  });
});

describe('two upstreams at one address', () => {
  it("are never sent each other's certificate, whatever connections are kept", async () => {
    const server = await start({ clients });
    const [one, other] = [await gateway.addCertificate(first), await gateway.addCertificate(second)];
    const apis = [
      { certificate: one, api: await gateway.addApi(await gateway.addUpstream(server, show(one)), null) },
      { certificate: other, api: await gateway.addApi(await gateway.addUpstream(server, show(other)), null) },
    ];
    for (let round = 0; round < 10; round += 1) {
      for (const { certificate, api } of apis) {
        expect((await call(postern, api.draft.pathPrefix)).seen?.shown).toBe(sha256(certificate));
      }
    }
  });
});
