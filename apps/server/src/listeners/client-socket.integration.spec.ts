import { issueSelfSigned, type Issued } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ListenerUnderTest, proxiedHeaders } from '../../testing/client-listener.js';
import { byCertificate, machineGrant, Machines } from '../../testing/machines.js';

let machines: Machines;
let people: ListenerUnderTest;
let publicly: ListenerUnderTest;
let certificate: Issued;
let clientId: string;

beforeAll(async () => {
  machines = await Machines.start();
  people = await ListenerUnderTest.start(machines.server, 'people');
  publicly = await ListenerUnderTest.start(machines.server, 'public');
  certificate = await issueSelfSigned({ subject: 'CN=own' });
  ({ client_id: clientId } = await machines.register(byCertificate(certificate)));
});
afterAll(async () => {
  await people?.stop();
  await publicly?.stop();
  await machines?.stop();
});

const ask = (listener: ListenerUnderTest, proxied: Readonly<Record<string, string | undefined>>) =>
  listener.form('token', { ...machineGrant, client_id: clientId }, { proxied });
const good = () => proxiedHeaders(certificate);

describe("the server's socket for applications", () => {
  it("accepts Nginx's report of the handshake", async () => {
    expect((await ask(machines.listener, good())).status).toBe(200);
  });

  it.each([
    ['no secret', { 'X-Postern-Proxy-Secret': undefined }],
    ['another secret', { 'X-Postern-Proxy-Secret': 'x'.repeat(64) }],
    ['no verdict', { 'X-SSL-Client-Verify': undefined }],
    ['another serial number', { 'X-SSL-Client-Serial': '00' }],
    ['another fingerprint', { 'X-SSL-Client-Fingerprint': '00' }],
    ['a second spelling of a header', { X_SSL_Client_Cert: 'x' }],
    ['a certificate that is none', { 'X-SSL-Client-Cert': 'x' }],
  ])('ignores the headers with %s', async (_, wrong) => {
    const { status, body } = await ask(machines.listener, { ...good(), ...wrong });

    expect([status, body.error]).toEqual([401, 'invalid_client']);
  });

  it('is the only one that accepts a certificate of an application', async () => {
    const overPublic = await ask(publicly, good());
    const overPeople = await people.form('token', { ...machineGrant, client_id: clientId }, { proxied: good() });

    expect([overPublic.status, overPublic.body.error]).toEqual([401, 'invalid_client']);
    expect(overPublic.body.error_description).toContain('no client certificate arrived');
    expect([overPeople.status, overPeople.text]).toEqual([
      404,
      'mTLS endpoints only. Use port 443 for regular access.',
    ]);
  });

  it("does not serve the endpoint for people's certificates, and that one ignores applications' certificates", async () => {
    const path = '/api/mtls/sign-in?ticket=x';

    expect((await machines.listener.send(path, { certificate })).status).toBe(404);
    expect((await publicly.send(path, { certificate })).status).toBe(404);
  });

  it.each([
    '/',
    '/oidc/auth',
    '/oidc/jwks',
    '/oidc/tokens',
    '/oidc/token/x',
    '/oidc/session/end',
    '/api/v2',
    '/api/interaction/x',
    '/health/ready',
    '/api/docs',
    '//oidc/token',
    '/oidc/../api/mtls/sign-in',
  ])('serves nothing at %s', async (path) => {
    const { status, text } = await machines.listener.send(path, { certificate });

    expect([status, text]).toEqual([404, 'Applications with a certificate get and use tokens here, and nothing else.']);
  });
});
