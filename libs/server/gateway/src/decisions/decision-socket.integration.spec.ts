import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GatewayClause } from '@postern/contracts';
import { createTestDatabase, type TestDatabase } from '@postern/database/testing';
import { type Issued, issueSelfSigned } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGatewayApi } from '../../testing/gateway-api.js';
import { CallDecisions } from './call-decisions.service.js';
import { DecisionEndpoint } from './decision-endpoint.js';

let database: TestDatabase;
let api: TestApi;
let socket: Server;
let caller: Issued;
let secret: string;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await startGatewayApi(database.url);
  secret = process.env['PROXY_SECRET']!;
  caller = await issueSelfSigned({ subject: 'CN=caller' });
  socket = createServer(api.get(DecisionEndpoint).handle);
  await new Promise<void>((resolve) => socket.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  socket?.closeAllConnections();
  socket?.close();
  await api?.stop();
  await database?.drop();
});

/** An API as if it had been applied; Nginx has no part in it here. */
const serve = async (require: GatewayClause | null, former: GatewayClause | null = null) => {
  const make = async (path: string, body: object): Promise<string> =>
    (await api.call('POST', `/api/v2/gateway${path}`, { body })).body.id;
  const addBackend = () => make('/backends', { name: `back end ${(count += 1)}`, url: 'https://127.0.0.1' });
  const [before, now] = [await addBackend(), await addBackend()];
  const input = { name: `api ${count}`, pathPrefix: `/api-${count}`, backendId: now, policy: { require } };
  const apiId = await make('/apis', input);
  const applied = { ...input, rateLimit: null, forwardedHeaders: { clientCert: false, xSslClient: false } };
  const refusal = { status: 401, reason: 'Invalid client certificate' };
  await api.sql(
    `update gateway_api set applied = $1, applied_path_prefix = $2, applied_backend_id = $3, former_policy = $4 where id = $5`,
    [
      JSON.stringify({ ...applied, policy: { require, refusal } }),
      input.pathPrefix,
      now,
      JSON.stringify({ require: former, refusal }),
      apiId,
    ],
  );
  return { apiId, before, now };
};

const ask = (headers: Readonly<Record<string, string>>, path = '/decide') =>
  new Promise<{ readonly status: number; readonly headers: Readonly<Record<string, unknown>> }>((resolve, reject) => {
    const { port } = socket.address() as AddressInfo;
    request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .on('error', reject)
      .end();
  });
const fromNginx = (apiId: string, backendId: string, certificate = '') =>
  ask({
    'x-postern-proxy-secret': secret,
    'x-postern-api': apiId,
    'x-postern-backend': backendId,
    'x-postern-caller': certificate,
  });
const escaped = ({ pem }: Issued) => encodeURIComponent(pem);

describe('the socket where Nginx asks for decisions', () => {
  it('answers nobody who does not know the secret, and nothing but decisions', async () => {
    const { apiId, now } = await serve(null);
    const question = { 'x-postern-api': apiId, 'x-postern-backend': now };

    expect((await fromNginx(apiId, now)).status).toBe(204);
    expect((await ask(question)).status).toBe(404);
    expect((await ask({ ...question, 'x-postern-proxy-secret': `${secret}x` })).status).toBe(404);
    expect((await ask({ ...question, 'x-postern-proxy-secret': secret }, '/metrics')).status).toBe(404);
  });

  it('refuses for an API that is gone, or was never applied', async () => {
    const { apiId, now } = await serve(null);
    await api.sql('delete from gateway_api where id = $1', [apiId]);

    expect(await fromNginx(apiId, now)).toMatchObject({ status: 403, headers: { 'x-postern-refusal-status': '404' } });
    expect((await fromNginx('', now)).status).toBe(403);
  });

  it.each([
    ['no certificate', 'nonsense'],
    ['one that was cut off', '-----BEGIN%20CERTIFICATE-----%0AMIIB'],
    ['one with something behind it', '%2D%2D%00'],
  ])('takes %s for a reason to refuse, and not for a caller without a certificate', async (_, text) => {
    const { apiId, now } = await serve({ type: 'certificate' });
    const codes: unknown[] = [];
    api.get(CallDecisions).onDecision(({ evaluation }) => codes.push(evaluation.code));

    expect((await fromNginx(apiId, now, text)).status).toBe(403);
    expect((await fromNginx(apiId, now)).status).toBe(403);
    expect((await fromNginx(apiId, now, escaped(caller))).status).toBe(204);
    expect(codes).toEqual(['certificate.malformed', 'gateway.no_client_certificate', null]);
  });

  it('holds a call that still goes the former way to both policies, until Nginx sends it the new way', async () => {
    const { apiId, before, now } = await serve(null, { type: 'certificate' });

    expect((await fromNginx(apiId, before)).status).toBe(403);
    expect((await fromNginx(apiId, before, escaped(caller))).status).toBe(204);
    expect((await fromNginx(apiId, now)).status).toBe(204);
  });

  it('lets nothing be kept that depends on a token, and nothing else for longer than this second', async () => {
    const token = await serve({
      type: 'any',
      clauses: [{ type: 'certificate' }, { type: 'token', scopes: [], audience: null }],
    });
    const plain = await serve({ type: 'certificate' });
    const expires = async ({ apiId, now }: typeof plain) =>
      (await fromNginx(apiId, now, escaped(caller))).headers['x-accel-expires'];

    expect(await expires(token)).toBe('0');
    const begun = Math.floor(Date.now() / 1000);
    const until = Number(String(await expires(plain)).slice(1));
    expect(until).toBeGreaterThanOrEqual(begun);
    expect(until).toBeLessThanOrEqual(Date.now() / 1000);
  });
});
