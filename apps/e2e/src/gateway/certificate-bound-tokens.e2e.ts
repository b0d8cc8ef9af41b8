import type { GatewayApi, GatewayClause } from '@postern/contracts';
import { type Issued, issueSelfSigned } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { pairOf } from '../support/issuing.js';
import { byCertificate, Machine, registerMachine, tokenIn } from '../support/machines.js';
import { type Upstream, startUpstream } from './support/upstream.js';
import { call } from './support/calls.js';
import { fresh, Gateway } from './support/gateway.js';

const postern = inject('postern');
let gateway: Gateway;
let server: Upstream;
let api: GatewayApi;
let certificate: Issued;

beforeAll(async () => {
  gateway = await Gateway.of(postern);
  server = await startUpstream();
  api = await gateway.addApi(await gateway.addUpstream(server), null);
  certificate = await issueSelfSigned({ subject: 'CN=machine' });
});
afterAll(() => server?.stop());

/** A token for an API of its own, in either format, bound to the certificate or not. */
const issueToken = async (format: 'jwt' | 'opaque', bound: boolean) => {
  const audience = `https://api.example.com/${fresh('orders')}`;
  const scopes = [{ value: 'orders:read' }, { value: 'orders:write' }];
  await gateway.admin.post('/resource-servers', {
    name: 'Orders',
    identifier: audience,
    scopes,
    access_token_format: format,
  });
  const { client_id } = await registerMachine(gateway.admin, byCertificate(pairOf(certificate)), {
    tls_client_certificate_bound_access_tokens: bound,
  });
  await gateway.admin.post('/client-grants', { client_id, audience, scope: ['orders:read'] });
  const machine = new Machine(postern, pairOf(certificate));
  const token = tokenIn(await machine.ask(client_id, { resource: audience, scope: 'orders:read' }));
  machine.close();
  return { audience, token, client_id };
};
const policyIs = (clause: GatewayClause) => gateway.change(api.id, { policy: { require: clause } });
const callWith = (token: string | undefined, caller?: Issued) =>
  call(postern, api.draft.pathPrefix, {
    certificate: caller,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });

describe.each(['jwt', 'opaque'] as const)('an API that wants a certificate-bound access token (%s)', (format) => {
  it('accepts it with its certificate and scope, and refuses it when stolen', async () => {
    const { audience, token } = await issueToken(format, true);
    await policyIs({ type: 'token', scopes: ['orders:read'], audience });
    const thief = await issueSelfSigned({ subject: 'CN=machine' });

    expect((await callWith(token, certificate)).status).toBe(200);
    expect((await callWith(token, thief)).headers).toMatchObject({
      'www-authenticate': 'Bearer error="invalid_token"',
    });
    expect((await callWith(token)).status).toBe(401);
    expect((await callWith(undefined, certificate)).headers).toMatchObject({ 'www-authenticate': 'Bearer' });
    expect((await callWith(`${token}x`, certificate)).status).toBe(401);

    await policyIs({ type: 'token', scopes: ['orders:write'], audience });
    expect((await callWith(token, certificate)).headers).toMatchObject({
      'www-authenticate': 'Bearer error="insufficient_scope"',
    });
    await policyIs({ type: 'token', scopes: [], audience: 'https://api.example.com/other' });
    expect((await callWith(token, certificate)).status).toBe(401);
  });

  it('refuses one that is bound to nothing', async () => {
    const { audience, token } = await issueToken(format, false);
    await policyIs({ type: 'token', scopes: ['orders:read'], audience });

    expect((await callWith(token, certificate)).status).toBe(401);
  });
});

describe('an opaque token', () => {
  it('is refused from the moment that it is revoked', async () => {
    const { audience, token, client_id } = await issueToken('opaque', true);
    await policyIs({ type: 'token', scopes: [], audience });
    expect((await callWith(token, certificate)).status).toBe(200);

    const machine = new Machine(postern, pairOf(certificate));
    await machine.form('token/revocation', { token, client_id });
    machine.close();
    expect((await callWith(token, certificate)).status).toBe(401);
  });
});
