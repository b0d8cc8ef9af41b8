import { certificateAuthenticationMethods } from '@postern/contracts';
import * as oauth from 'oauth4webapi';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { callbackAddress } from '../support/applications.js';
import {
  authenticationBy,
  type CertificateApplication,
  fetchWith,
  newCertificate,
  registerByCertificate,
} from '../support/certificate-clients.js';
import { Management } from '../support/management.js';
import { findUser, openBrowser, type PemPair } from '../support/people.js';
import { visit } from '../support/visit.js';

const postern = inject('postern');
const alice = findUser(postern, 'alice');
let admin: Management;
let server: oauth.AuthorizationServer;

const over = (certificate?: PemPair) => ({ [oauth.customFetch]: fetchWith(postern, certificate) });

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  const issuer = new URL(postern.issuer);
  server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, over()));
});

describe.each(certificateAuthenticationMethods)('a raw OAuth client with %s', (method) => {
  const clientOf = ({ clientId }: CertificateApplication): oauth.Client => ({
    client_id: clientId,
    use_mtls_endpoint_aliases: true,
  });

  const signIn = async (application: CertificateApplication): Promise<oauth.TokenEndpointResponse> => {
    const client = clientOf(application);
    const verifier = oauth.generateRandomCodeVerifier();
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
    const query = new URLSearchParams({
      ...{ client_id: client.client_id, redirect_uri: callbackAddress, response_type: 'code', scope: 'openid' },
      ...{ state, nonce, code_challenge_method: 'S256' },
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    });
    const address = `${server.authorization_endpoint}?${query.toString()}`;
    const browser = openBrowser(postern, alice.certificate);
    const { callback } = await visit(postern, { browser }, address, callbackAddress);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      await authenticationBy(method, application.certificate),
      oauth.validateAuthResponse(server, client, callback, state),
      callbackAddress,
      verifier,
      over(application.certificate),
    );
    return oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: nonce });
  };

  const refresh = async (application: CertificateApplication, token = '', certificate = application.certificate) => {
    const authentication = await authenticationBy(method, application.certificate);
    const client = clientOf(application);
    const response = await oauth.refreshTokenGrantRequest(server, client, authentication, token, over(certificate));
    return oauth.processRefreshTokenResponse(server, client, response);
  };

  const userinfo = async (application: CertificateApplication, token: string, certificate?: PemPair) =>
    (await oauth.userInfoRequest(server, clientOf(application), token, over(certificate))).status;

  it('signs somebody in with code and PKCE, and renews; each token is good with its certificate only', async () => {
    const application = await registerByCertificate(postern, admin, method);

    const tokens = await signIn(application);
    const renewed = await refresh(application, tokens.refresh_token);

    for (const { access_token } of [tokens, renewed]) {
      expect(await userinfo(application, access_token, application.certificate)).toBe(200);
      expect(await userinfo(application, access_token, await newCertificate())).toBe(401);
      expect(await userinfo(application, access_token)).toBe(401);
    }
  });

  it('gets tokens that anybody may use where they are not bound', async () => {
    const application = await registerByCertificate(postern, admin, method, {
      tls_client_certificate_bound_access_tokens: false,
    });

    const { access_token } = await signIn(application);

    expect(await userinfo(application, access_token, await newCertificate())).toBe(200);
    expect(await userinfo(application, access_token)).toBe(200);
  });
});
