import { createHash } from 'node:crypto';
import { issueSelfSigned, type Issued } from '@postern/dev-pki';
import { fewestStatements } from '@postern/database/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerCertificate, withAssertion } from '../../testing/assertion-clients.js';
import { ListenerUnderTest } from '../../testing/client-listener.js';
import { byCertificate, byName, machineGrant, machineNameText, Machines } from '../../testing/machines.js';

const bound = { tls_client_certificate_bound_access_tokens: true };
let machines: Machines;
let publicly: ListenerUnderTest;

beforeAll(async () => {
  machines = await Machines.start();
  publicly = await ListenerUnderTest.start(machines.server, 'public');
});
afterAll(async () => {
  await publicly?.stop();
  await machines?.stop();
});

const thumbprint = ({ der }: Issued) => createHash('sha256').update(der).digest('base64url');

/** Calls the management API with a token, as its holder would. */
const call = async (token: string, certificate?: Issued, over: ListenerUnderTest = machines.listener) =>
  over.send('/api/v2/users', { headers: { authorization: `Bearer ${token}` }, certificate });

describe('RFC 8705 §3 a token of an application whose tokens are bound', () => {
  let certificate: Issued;
  let clientId: string;
  let token: string;
  beforeEach(async () => {
    certificate = await machines.issue();
    ({ client_id: clientId } = await machines.register(byName(machineNameText), bound));
    const { status, body } = await machines.ask(clientId, certificate);
    expect(status).toBe(200);
    token = body.access_token as string;
  });

  it('is good with the certificate it was issued for', async () => {
    expect((await call(token, certificate)).status).toBe(200);
  });

  it('takes one database statement, like any other', async () => {
    const withBound = await fewestStatements(() => call(token, certificate));

    const { client_id } = await machines.register(byName(machineNameText));
    const { access_token } = (await machines.ask(client_id, certificate)).body;

    expect(withBound).toBe(await fewestStatements(() => call(access_token)));
  });

  it.each<[string, () => Promise<Awaited<ReturnType<typeof call>>>]>([
    ['without a certificate', () => call(token)],
    ['over the public listener', () => call(token, undefined, publicly)],
    ['over the public listener with forged headers', () => call(token, certificate, publicly)],
    ['with another certificate of the same application', async () => call(token, await machines.issue())],
    [
      'with a self-signed copy of the certificate',
      async () => call(token, await issueSelfSigned({ subject: certificate.certificate.subject })),
    ],
  ])('is refused when it was stolen: %s', async (_, steal) => {
    const { status, body } = await steal();

    expect([status, body.code]).toEqual([401, 'token.invalid']);
    await expect.poll(() => machines.reasons(clientId)).toEqual(['token.other_certificate']);
  });

  it('§3.2 is introspected with the thumbprint it is bound to', async () => {
    const { body } = await machines.listener.form(
      'token/introspection',
      { token, client_id: clientId },
      { certificate },
    );

    expect(body).toMatchObject({ active: true, client_id: clientId, cnf: { 'x5t#S256': thumbprint(certificate) } });
  });

  describe('§3.2 and an API that passes on the certificate of its caller', () => {
    const introspect = async (client_cert: string) =>
      machines.listener.form('token/introspection', { token, client_id: clientId, client_cert }, { certificate });
    const copy = () => issueSelfSigned({ subject: certificate.certificate.subject });

    it.each<[string, () => string]>([
      ['as Client-Cert has it (RFC 9440)', () => `:${Buffer.from(certificate.der).toString('base64')}:`],
      ['in PEM', () => certificate.pem],
      ['in PEM as Nginx escapes it', () => encodeURIComponent(certificate.pem)],
    ])('is active with its own certificate, %s', async (_, shown) => {
      const { body } = await introspect(shown());

      expect(body).toMatchObject({ active: true, cnf: { 'x5t#S256': thumbprint(certificate) } });
    });

    it.each<[string, () => Promise<string>]>([
      ['with no certificate', async () => ''],
      ['with another certificate of the same name', async () => (await machines.issue()).pem],
      ['with a self-signed copy of the certificate', async () => (await copy()).pem],
    ])('is not active %s', async (_, shown) => {
      const { status, body } = await introspect(await shown());

      expect([status, body]).toEqual([200, { active: false }]);
      await expect.poll(() => machines.reasons(clientId)).toEqual(['token.other_certificate']);
    });

    it.each<[string, () => string]>([
      ['what is none', () => 'x'],
      ['a key', () => certificate.privateKeyPem],
      ['broken DER', () => ':AAAA:'],
      ['two', () => certificate.pem.repeat(2)],
      ['100 percent signs', () => '%'.repeat(100)],
    ])('is told that %s is no certificate', async (_, shown) => {
      const { status, body, text } = await introspect(shown());

      expect([status, body.error]).toEqual([400, 'invalid_request']);
      expect(body.error_description).toMatch(/client_cert/);
      expect(text).not.toContain(certificate.privateKeyPem.split('\n')[1]);
    });
  });

  it('is refused once its certificate has expired, though the token has not', async () => {
    const brief = await machines.issue({ notAfter: new Date(Date.now() + 2500) });
    const { access_token } = (await machines.ask(clientId, brief)).body;
    expect((await call(access_token, brief)).status).toBe(200);

    await expect.poll(async () => (await call(access_token, brief)).status).toBe(401);
  });
});

describe('RFC 8705 §3 tokens are bound, however the application authenticates', () => {
  const refusal = async (answer: Awaited<ReturnType<Machines['ask']>>) => {
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
    return answer.body.error_description as string;
  };

  it('by the certificate that is registered', async () => {
    const certificate = await issueSelfSigned({ subject: 'CN=own' });
    const { client_id } = await machines.register(byCertificate(certificate), bound);
    const { access_token } = (await machines.ask(client_id, certificate)).body;

    expect((await call(access_token, certificate)).status).toBe(200);
    expect((await call(access_token)).status).toBe(401);
  });

  it('by a secret: to whatever certificate is presented', async () => {
    const { client_id, client_secret } = await machines.register(null, bound);
    const certificate = await issueSelfSigned({ subject: 'CN=any' });
    const { access_token } = (await machines.ask(client_id, certificate, { client_secret })).body;

    expect((await call(access_token, certificate)).status).toBe(200);
    expect((await call(access_token, await issueSelfSigned({ subject: 'CN=any' }))).status).toBe(401);
  });

  it('by an assertion', async () => {
    const { client_id: clientId } = await machines.register(null, bound);
    const signer = await issueSelfSigned({ subject: 'CN=signer' });
    await registerCertificate(machines.server, clientId, signer);
    const certificate = await issueSelfSigned({ subject: 'CN=any' });
    const assertion = await withAssertion({ clientId, signer });
    const { access_token } = (await machines.ask(clientId, certificate, assertion)).body;

    expect((await call(access_token, certificate)).status).toBe(200);
    expect((await call(access_token, signer)).status).toBe(401);
  });

  it('and not issued without a certificate, with a clear error', async () => {
    const { client_id, client_secret } = await machines.register(null, bound);

    for (const answer of [
      await machines.ask(client_id, undefined, { client_secret }),
      await machines.server.token({ ...machineGrant, client_id, client_secret }),
    ]) {
      expect(await refusal(answer)).toContain('mtls_endpoint_aliases');
    }
  });

  it.each<[string, () => Promise<Issued>, RegExp]>([
    ['expired', () => machines.issue({ notAfter: new Date(Date.now() - 1000) }), /expired/],
    ['weak', () => issueSelfSigned({ subject: 'CN=weak', keyAlgorithm: 'rsa-1024' }), /weak/],
  ])('nor for a certificate that is %s', async (_, make, sentence) => {
    const { client_id, client_secret } = await machines.register(null, bound);

    expect(await refusal(await machines.ask(client_id, await make(), { client_secret }))).toMatch(sentence);
  });

  it('but only where the application is configured so', async () => {
    const { client_id } = await machines.register(byName(machineNameText));
    const { access_token } = (await machines.ask(client_id, await machines.issue())).body;

    expect((await call(access_token, undefined, publicly)).status).toBe(200);
  });
});
