import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultGatewayRefusal } from '@postern/contracts';
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
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await startGatewayApi(database.url);
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

/** An API for everybody who shows a certificate, as if it had been applied; Nginx has no part in it here. */
const serve = async () => {
  const make = async (path: string, body: object): Promise<string> =>
    (await api.call('POST', `/api/v2/gateway${path}`, { body })).body.id;
  const name = `api-${(count += 1)}`;
  const backendId = await make('/backends', { name, url: 'https://127.0.0.1' });
  const policy = { require: { type: 'certificate' }, refusal: defaultGatewayRefusal };
  const input = { name, pathPrefix: `/${name}`, backendId, policy };
  const apiId = await make('/apis', input);
  const forwardedHeaders = { clientCert: false, xSslClient: false };
  await api.sql(
    'update gateway_api set applied = $1, applied_path_prefix = $2, applied_backend_id = $3 where id = $4',
    [JSON.stringify({ ...input, rateLimit: null, forwardedHeaders }), input.pathPrefix, backendId, apiId],
  );
  return { apiId, backendId };
};

/** Asks as Nginx does. */
const ask = (apiId: string, backendId: string, certificate = '') =>
  new Promise<{ readonly status: number; readonly headers: Readonly<Record<string, unknown>> }>((resolve, reject) => {
    const { port } = socket.address() as AddressInfo;
    const headers = {
      'x-postern-proxy-secret': process.env['PROXY_SECRET'],
      'x-postern-api': apiId,
      'x-postern-backend': backendId,
      'x-postern-caller': certificate,
    };
    request({ host: '127.0.0.1', port, path: '/decide', headers, agent: false }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .on('error', reject)
      .end();
  });
const escaped = ({ pem }: Issued) => encodeURIComponent(pem);

describe('a call that nothing can be said about', () => {
  it('is refused for an API that is gone, or that nobody knows', async () => {
    const { apiId, backendId } = await serve();
    const nowhere = { status: 403, headers: { 'x-postern-refusal-status': '404' } };
    await api.sql('delete from gateway_api where id = $1', [apiId]);

    expect(await ask(apiId, backendId, escaped(caller))).toMatchObject(nowhere);
    expect(await ask('', backendId, escaped(caller))).toMatchObject(nowhere);
    expect(await ask("' or true --", backendId, escaped(caller))).toMatchObject(nowhere);
  });

  it.each([
    ['what is no certificate', 'nonsense'],
    ['one that was cut off', '-----BEGIN%20CERTIFICATE-----%0AMIIB'],
    ['something that is not even text', '%2D%2D%00'],
  ])('is refused for %s, which is not the same as none', async (_, text) => {
    const { apiId, backendId } = await serve();
    const codes: unknown[] = [];
    api.get(CallDecisions).onDecision(({ evaluation }) => codes.push(evaluation.code));

    expect((await ask(apiId, backendId, text)).status).toBe(403);
    expect((await ask(apiId, backendId)).status).toBe(403);
    expect((await ask(apiId, backendId, escaped(caller))).status).toBe(204);
    expect(codes).toEqual(['certificate.malformed', 'gateway.no_client_certificate', null]);
  });
});
