import type { GatewayApi } from '@postern/contracts';
import { type Issued, issueSelfSigned } from '@postern/dev-pki';
import { sha1Of } from './support/thumbprints.js';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { pairOf } from '../support/issuing.js';
import { dialOrigin, sendRaw } from '../support/raw-request.js';
import { type Upstream, type Seen, startUpstream } from './support/upstream.js';
import { call } from './support/calls.js';
import { Gateway } from './support/gateway.js';

const postern = inject('postern');
const host = new URL(postern.origins.gateway).host;
const forged = 'FORGED';
const own = ['Verify', 'DN', 'Serial', 'Fingerprint', 'Issuer', 'Cert'].map((name) => `X-SSL-Client-${name}`);
const names = [
  ...own,
  'Client-Cert',
  'Client-Cert-Chain',
  'X-Forwarded-Client-Cert',
  'X-Client-Cert',
  'X-ARR-ClientCert',
  'X-Amzn-Mtls-Clientcert',
  'X-Postern-Proxy-Secret',
  'X-Postern-Api',
  'X-Postern-Upstream',
  'X-Postern-Caller',
];
const all = (spelling: (name: string) => string) => names.map((name) => [spelling(name), forged] as const);
const mixed = (name: string) =>
  name.replace(/[a-z]/g, (letter, at: number) => (at % 2 ? letter.toUpperCase() : letter));

const attempts = [
  { how: 'as they are written', headers: all((name) => name) },
  { how: 'in lower case', headers: all((name) => name.toLowerCase()) },
  { how: 'in mixed case', headers: all(mixed) },
  { how: 'with underscores', headers: all((name) => name.replaceAll('-', '_')) },
  { how: 'twice', headers: [...all((name) => name), ...all((name) => name)] },
  { how: 'empty first', headers: [...names.map((name) => [name, ''] as const), ...all((name) => name)] },
  { how: 'named in Connection', headers: all((name) => name), connection: names },
  { how: 'in trailers', headers: [], trailers: all((name) => name), method: 'POST' },
];

let gateway: Gateway;
let server: Upstream;
let open: GatewayApi;
let telling: GatewayApi;
let caller: Issued;

beforeAll(async () => {
  gateway = await Gateway.of(postern);
  server = await startUpstream();
  const upstream = await gateway.addUpstream(server);
  caller = await issueSelfSigned({ subject: 'O=Müller, CN=caller', keyAlgorithm: 'rsa-2048' });
  await gateway.addCaller(caller);
  open = await gateway.addApi(upstream, null);
  telling = await gateway.addApi(
    upstream,
    { type: 'uploaded' },
    { forwardedHeaders: { clientCert: true, xSslClient: true } },
  );
});
afterAll(() => server?.stop());

/** Sends it byte by byte, with the caller's certificate or without one. */
const forge = async (
  api: GatewayApi,
  attempt: Partial<(typeof attempts)[number]>,
  certificate?: Issued,
): Promise<Seen> => {
  const before = server.seen.length;
  const dial = dialOrigin(postern, postern.origins.gateway, certificate && pairOf(certificate));
  const { status } = await sendRaw(dial, { host, path: `${api.draft.pathPrefix}/x`, ...attempt });
  expect(status).toBe(200);
  expect(server.seen.length).toBe(before + 1);
  return server.seen.at(-1)!;
};
const headerNames = ({ rawHeaders }: Seen) =>
  rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());

describe('certificate headers that a caller makes up', () => {
  it.each(attempts)('never reach an upstream, sent $how', async (attempt) => {
    for (const certificate of [undefined, caller]) {
      const seen = await forge(open, attempt, certificate);

      expect(JSON.stringify(seen)).not.toContain(forged);
      expect(headerNames(seen).filter((name) => /ssl|cert|postern/.test(name))).toEqual([]);
    }
  });

  it.each(attempts)('do not replace those of the handshake, sent $how', async (attempt) => {
    const seen = await forge(telling, attempt, caller);

    expect(JSON.stringify(seen)).not.toContain(forged);
    for (const name of [...own, 'Client-Cert']) {
      expect(headerNames(seen).filter((each) => each === name.toLowerCase())).toHaveLength(1);
    }
    expect(headerNames(seen).filter((name) => /postern|chain|forwarded-client/.test(name))).toEqual([]);
  });

  it('do not make a certificate out of none', async () => {
    const path = telling.draft.pathPrefix;
    const headers = {
      'client-cert': `:${Buffer.from(caller.der).toString('base64')}:`,
      'x-postern-caller': encodeURIComponent(caller.pem),
    };

    expect((await call(postern, path, { headers })).status).toBe(401);
  });
});

describe('certificate headers that an API asks for', () => {
  it('say what the handshake was about: RFC 9440 and X-SSL-Client', async () => {
    const { seen } = await call(postern, telling.draft.pathPrefix, { certificate: caller });

    expect(seen?.headers).toMatchObject({
      'client-cert': `:${Buffer.from(caller.der).toString('base64')}:`,
      'x-ssl-client-verify': 'SUCCESS',
      'x-ssl-client-dn': expect.stringContaining('CN=caller'),
      'x-ssl-client-serial': caller.certificate.serialNumber.toUpperCase(),
      'x-ssl-client-fingerprint': sha1Of(caller),
      'x-ssl-client-issuer': expect.stringContaining('CN=caller'),
    });
    expect(decodeURIComponent(String(seen?.headers['x-ssl-client-cert']))).toBe(caller.pem);
  });

  it('do not say SUCCESS for an unverified certificate', async () => {
    const forwardedHeaders = { clientCert: false, xSslClient: true };
    const api = await gateway.addApi({ id: open.draft.upstreamId }, null, { forwardedHeaders });
    const verify = async (certificate?: Issued) =>
      (await call(postern, api.draft.pathPrefix, { certificate })).seen?.headers['x-ssl-client-verify'];

    expect(await verify()).toBe('NONE');
    expect(await verify(caller)).toBe('FAILED:not verified');
    await gateway.change(api.id, { policy: { require: { type: 'certificate' } } });
    expect(await verify(caller)).toBe('FAILED:not verified');
    await gateway.change(api.id, { policy: { require: { type: 'uploaded' } } });
    expect(await verify(caller)).toBe('SUCCESS');
  });
});
