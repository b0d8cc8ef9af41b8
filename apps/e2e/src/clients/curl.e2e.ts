import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';

const postern = inject('postern');
const { origins, ca, demoMachine } = postern;

/** Runs curl with these arguments, quietly; answers status and body. */
const curl = async (...args: readonly string[]): Promise<{ readonly status: number; readonly body: string }> => {
  const { stdout } = await promisify(execFile)('curl', ['-sS', '-w', '\n%{http_code}', ...args]);
  const end = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) };
};

const tokenBy = (clientId: string, cert: string, key: string, ...more: readonly string[]) =>
  curl(
    ...['--cacert', ca, '--cert', cert, '--key', key, `${origins.clients}/oidc/token`],
    ...['-d', 'grant_type=client_credentials', '-d', `client_id=${clientId}`],
    ...['-d', `resource=${origins.public}/api/v2`, '-d', 'scope=read:clients', ...more],
  );

describe('curl', () => {
  it('gets a token for the sample application with its certificate, and uses it with the same one', async () => {
    const { client_id, certificate } = demoMachine!;
    const { status, body } = await tokenBy(client_id, certificate.cert, certificate.key);
    expect(status).toBe(200);
    const { access_token: token } = JSON.parse(body) as { readonly access_token: string };
    const call = (origin: string, ...more: readonly string[]) =>
      curl('--cacert', ca, ...more, '-H', `Authorization: Bearer ${token}`, `${origin}/api/v2/clients`);

    const good = await call(origins.clients, '--cert', certificate.cert, '--key', certificate.key);
    const stolen = [await call(origins.public), await call(origins.clients)];

    expect([good.status, JSON.parse(good.body).total > 0]).toEqual([200, true]);
    expect(stolen.map(({ status, body }) => [status, JSON.parse(body).code])).toEqual([
      [401, 'token.invalid'],
      [401, 'token.invalid'],
    ]);
  });

  it.each(['--tlsv1.2 --tls-max 1.2', '--tlsv1.3', '--http2', '--http1.1'])('gets one with %s', async (options) => {
    const { client_id, certificate } = demoMachine!;

    expect((await tokenBy(client_id, certificate.cert, certificate.key, ...options.split(' '))).status).toBe(200);
  });

  it('gets one with a .p12', async () => {
    const { client_id, certificate } = demoMachine!;
    const { status } = await curl(
      ...['--cacert', ca, '--cert-type', 'P12', '--cert', `${certificate.p12}:${certificate.p12Password}`],
      ...[`${origins.clients}/oidc/token`, '-d', 'grant_type=client_credentials', '-d', `client_id=${client_id}`],
    );

    expect(status).toBe(200);
  });

  it('is told where to send the request when the certificate is missing', async () => {
    const { body, status } = await curl(
      ...['--cacert', ca, `${origins.public}/oidc/token`],
      ...['-d', 'grant_type=client_credentials', '-d', `client_id=${demoMachine!.client_id}`],
    );

    expect([status, JSON.parse(body).error]).toEqual([401, 'invalid_client']);
    expect(JSON.parse(body).error_description).toContain('mtls_endpoint_aliases');
  });

  it('is told what the listener is for at any other path', async () => {
    const { status, body } = await curl('--cacert', ca, `${origins.clients}/panel/`);

    expect(status).toBe(404);
    expect(body).toContain('applications with a certificate');
  });
});
