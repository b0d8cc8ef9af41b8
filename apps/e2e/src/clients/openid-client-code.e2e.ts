import { certificateAuthenticationMethods } from '@postern/contracts';
import * as openid from 'openid-client';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { callbackAddress } from '../support/applications.js';
import {
  authenticationBy,
  type CertificateApplication,
  fetchWith,
  newCertificate,
  registerByCertificate,
  replaceCertificate,
  x5tS256,
} from '../support/certificate-clients.js';
import { Management } from '../support/management.js';
import { findUser, openBrowser } from '../support/people.js';
import { visit } from '../support/visit.js';

const postern = inject('postern');
const alice = findUser(postern, 'alice');
let admin: Management;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

describe.each(certificateAuthenticationMethods)('an integrator with openid-client and %s', (method) => {
  let application: CertificateApplication;
  let configuration: openid.Configuration;

  /** The library as the application uses it, with its own certificate unless told. */
  const configure = async (certificate = application.certificate): Promise<openid.Configuration> => {
    const configured = await openid.discovery(
      new URL(postern.issuer),
      application.clientId,
      { use_mtls_endpoint_aliases: true },
      await authenticationBy(method, certificate),
      { [openid.customFetch]: fetchWith(postern, certificate) },
    );
    openid.enableNonRepudiationChecks(configured);
    return configured;
  };

  const signIn = async (
    build: (
      ...of: Parameters<typeof openid.buildAuthorizationUrl>
    ) => URL | Promise<URL> = openid.buildAuthorizationUrl,
  ) => {
    const pkceCodeVerifier = openid.randomPKCECodeVerifier();
    const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()];
    const address = await build(configuration, {
      redirect_uri: callbackAddress,
      scope: 'openid profile',
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    const browser = openBrowser(postern, alice.certificate);
    const { callback } = await visit(postern, { browser }, address.href, callbackAddress);
    const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
    return openid.authorizationCodeGrant(configuration, callback, checks);
  };

  /** The thumbprint in an access token. */
  const boundTo = async (token: string): Promise<unknown> => {
    const { cnf } = await openid.tokenIntrospection(configuration, token);
    return (cnf as Readonly<Record<string, unknown>> | undefined)?.['x5t#S256'];
  };

  beforeEach(async () => {
    application = await registerByCertificate(postern, admin, method);
    configuration = await configure();
  });

  it('signs somebody in with code and PKCE; the access token is bound to its certificate', async () => {
    const tokens = await signIn();

    const { sub } = tokens.claims()!;
    expect(await openid.fetchUserInfo(configuration, tokens.access_token, sub)).toMatchObject({ name: 'Alice Adams' });
    expect(await boundTo(tokens.access_token)).toBe(x5tS256(application.certificate));
    const stolen = await configure(await newCertificate());
    await expect(openid.fetchUserInfo(stolen, tokens.access_token, sub)).rejects.toMatchObject({ status: 401 });
  });

  it('RFC 9126 §2 pushes its request before, with its certificate', async () => {
    const tokens = await signIn(openid.buildAuthorizationUrlWithPAR);

    expect(tokens.claims()).toMatchObject({ aud: application.clientId, amr: ['pop'] });
    const stolen = await configure(await newCertificate());
    await expect(openid.buildAuthorizationUrlWithPAR(stolen, { redirect_uri: callbackAddress })).rejects.toMatchObject({
      error: 'invalid_client',
    });
  });

  it('refreshes, and nobody with another certificate does', async () => {
    const { refresh_token: first = '' } = await signIn();

    const { access_token, refresh_token: second = '' } = await openid.refreshTokenGrant(configuration, first);

    expect(second).not.toBe(first);
    expect(await boundTo(access_token)).toBe(x5tS256(application.certificate));
    const stolen = await configure(await newCertificate());
    await expect(openid.refreshTokenGrant(stolen, second)).rejects.toMatchObject({ error: 'invalid_client' });
  });

  it('RFC 8705 §4 refreshes after its certificate was replaced: the next access token is bound to the new one', async () => {
    const { refresh_token = '' } = await signIn();
    const next = await replaceCertificate(postern, admin, method, application);
    configuration = await configure(next);

    const { access_token } = await openid.refreshTokenGrant(configuration, refresh_token);

    expect(await boundTo(access_token)).toBe(x5tS256(next));
  });

  it('revokes a token', async () => {
    const { access_token } = await signIn();

    await openid.tokenRevocation(configuration, access_token);

    expect(await openid.tokenIntrospection(configuration, access_token)).toEqual({ active: false });
  });
});
