import { createHash, X509Certificate } from 'node:crypto';
import { issueSelfSigned } from '@postern/dev-pki';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Application, callbackAddress, registerApplication } from '../support/applications.js';
import { eventsSince } from '../support/event-log.js';
import { pairOf } from '../support/issuing.js';
import { byCertificate, errorIn, Machine, tokenIn } from '../support/machines.js';
import { Management } from '../support/management.js';
import { findUser, openBrowser, type PemPair } from '../support/people.js';
import { visit } from '../support/visit.js';
import { authorizationRequest } from '@postern/http-browser';

const postern = inject('postern');
const { origins } = postern;
const alice = findUser(postern, 'alice');
let admin: Management;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

const newCertificate = async (): Promise<PemPair> => pairOf(await issueSelfSigned({ subject: 'CN=instance' }));
const thumbprint = ({ cert }: PemPair) =>
  createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url');

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** Signs alice in; the application redeems the code with this certificate, or without one at the public origin. */
const redeem = async ({ clientId, clientSecret, ...party }: Application, certificate?: PemPair) => {
  const request = authorizationRequest({ clientId, clientSecret, ...party });
  const { callback } = await visit(
    postern,
    { browser: openBrowser(postern, alice.certificate) },
    request.url,
    callbackAddress,
  );
  return new Machine(postern, certificate).form(
    'token',
    {
      grant_type: 'authorization_code',
      client_id: clientId,
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: callbackAddress,
      code_verifier: request.verifier,
      ...(clientSecret !== undefined && { client_secret: clientSecret }),
    },
    certificate === undefined ? origins.public : origins.clients,
  );
};

const refreshWith = (certificate: PemPair | undefined, clientId: string, refresh_token: string) =>
  new Machine(postern, certificate).form('token', {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token,
  });

const userinfo = async (token: string, certificate?: PemPair, origin = origins.clients) =>
  (await new Machine(postern, certificate).call('/oidc/me', token, origin)).status;

describe('RFC 8705 §4 a public application whose tokens are bound', () => {
  let application: Application;
  let certificate: PemPair;
  let tokens: Tokens;
  beforeAll(async () => {
    application = await registerApplication(admin, {
      app_type: 'native',
      tls_client_certificate_bound_access_tokens: true,
    });
    certificate = await newCertificate();
    const answer = await redeem(application, certificate);
    tokenIn(answer);
    tokens = JSON.parse(answer.body) as Tokens;
  });

  it('gets none without a certificate', async () => {
    const answer = await redeem(application);

    expect(errorIn(answer)).toEqual({ status: 400, error: 'invalid_grant' });
    expect(answer.body).toContain('mtls_endpoint_aliases');
  });

  it('uses its access token with the certificate it was bound to, and nobody without it', async () => {
    expect(await userinfo(tokens.access_token, certificate)).toBe(200);

    const begun = new Date(Date.now() - 1000);
    const stolen = [
      await userinfo(tokens.access_token, undefined, origins.public),
      await userinfo(tokens.access_token),
      await userinfo(tokens.access_token, await newCertificate()),
    ];
    expect(stolen).toEqual([401, 401, 401]);
    await expect
      .poll(async () =>
        (await eventsSince(admin, 'client.authentication_failed', begun))
          .filter(({ clientId }) => clientId === application.clientId)
          .map(({ details }) => details['reason']),
      )
      .toContain('token.other_certificate');
  });

  it('renews it with the same certificate only, and the next ones are bound to it too', async () => {
    const wrong = [
      await refreshWith(undefined, application.clientId, tokens.refresh_token),
      await refreshWith(await newCertificate(), application.clientId, tokens.refresh_token),
    ];
    expect(wrong.map(errorIn)).toEqual(wrong.map(() => ({ status: 400, error: 'invalid_grant' })));

    const answer = await refreshWith(certificate, application.clientId, tokens.refresh_token);
    const renewed = tokenIn(answer);

    expect([await userinfo(renewed, certificate), await userinfo(renewed)]).toEqual([200, 401]);
    const next = JSON.parse(answer.body) as Tokens;
    expect(errorIn(await refreshWith(undefined, application.clientId, next.refresh_token)).error).toBe('invalid_grant');
  });
});

describe('RFC 8705 §3 a confidential application whose tokens are bound', () => {
  it('authenticates and binds with the same certificate, for people too', async () => {
    const certificate = await newCertificate();
    const application = await registerApplication(admin, {
      client_authentication_methods: byCertificate(certificate),
      tls_client_certificate_bound_access_tokens: true,
    } as never);
    const answer = await redeem({ ...application, clientSecret: undefined }, certificate);
    const token = tokenIn(answer);
    const { body } = await new Machine(postern, certificate).form('token/introspection', {
      client_id: application.clientId,
      token,
    });

    expect(JSON.parse(body)).toMatchObject({ active: true, cnf: { 'x5t#S256': thumbprint(certificate) } });
    expect([await userinfo(token, certificate), await userinfo(token, undefined, origins.public)]).toEqual([200, 401]);
    const { refresh_token } = JSON.parse(answer.body) as Tokens;
    expect(errorIn(await refreshWith(undefined, application.clientId, refresh_token)).error).toBe('invalid_client');
    tokenIn(await refreshWith(certificate, application.clientId, refresh_token));
  });
});
