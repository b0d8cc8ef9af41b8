import * as oauth from 'oauth4webapi';
import { leaveUnasked } from './leaving';
import { discover } from './panel-client';
import type { PanelClient } from './panel-client';
import { isKnown, keepPending, takePending } from './pending-sign-in';
import { tokensFrom } from './tokens';
import type { Tokens } from './tokens';

/**
 * Redirects to the sign-in page; the response comes to `<origin>/panel/callback`. Without `prompt`, people who are not
 * signed in are asked to.
 */
export const leaveToSignIn = async (
  panel: PanelClient,
  returnTo: string,
  {
    prompt = isKnown() ? 'none' : null,
    acrValues = null,
  }: { readonly prompt?: 'none' | 'login' | null; readonly acrValues?: string | null } = {},
): Promise<void> => {
  const server = await discover(panel);
  const pending = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    codeVerifier: oauth.generateRandomCodeVerifier(),
    returnTo,
    silent: prompt === 'none',
  };
  keepPending(pending);
  const url = new URL(server.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    client_id: panel.client.client_id,
    response_type: 'code',
    redirect_uri: panel.redirectUri,
    scope: panel.scope,
    resource: panel.resource,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.codeVerifier),
    code_challenge_method: 'S256',
    ...(prompt === null ? {} : { prompt }),
    ...(acrValues === null ? {} : { acr_values: acrValues }),
  }).toString();
  // The person was told what is kept, so no form needs to ask whether to stay.
  if (prompt === 'login') leaveUnasked();
  location.assign(url);
};

export type Arrival =
  | { readonly kind: 'signed_in'; readonly account: string; readonly tokens: Tokens; readonly returnTo: string }
  /** The person must interact after all, or the response belongs to another request: start again. */
  | { readonly kind: 'again'; readonly returnTo: string }
  /** The person, or the server, refused. */
  | { readonly kind: 'refused'; readonly error: string; readonly returnTo: string };

/** Exchanges the code in the callback URL (RFC 6749 §4.1.2) at the token endpoint. */
export const arrive = async (panel: PanelClient, address: URL): Promise<Arrival> => {
  const pending = takePending();
  if (!pending || address.searchParams.get('state') !== pending.state)
    return { kind: 'again', returnTo: pending?.returnTo ?? '/' };
  const { returnTo, silent } = pending;
  const server = await discover(panel);
  try {
    const answer = oauth.validateAuthResponse(server, panel.client, address, pending.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      panel.client,
      oauth.None(),
      answer,
      panel.redirectUri,
      pending.codeVerifier,
      { additionalParameters: { resource: panel.resource } },
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, panel.client, response, {
      expectedNonce: pending.nonce,
      requireIdToken: true,
    });
    const account = oauth.getValidatedIdTokenClaims(tokens)?.sub ?? '';
    return { kind: 'signed_in', account, tokens: tokensFrom(tokens, null, Date.now()), returnTo };
  } catch (error) {
    if (!(error instanceof oauth.AuthorizationResponseError)) throw error;
    return silent ? { kind: 'again', returnTo } : { kind: 'refused', error: error.error, returnTo };
  }
};

/** RFC 6749 §6. Null if the refresh token is no longer valid; throws if the server cannot be reached. */
export const refreshTokens = async (panel: PanelClient, tokens: Tokens): Promise<Tokens | null> => {
  const server = await discover(panel);
  try {
    const response = await oauth.refreshTokenGrantRequest(
      server,
      panel.client,
      oauth.None(),
      tokens.refreshToken ?? '',
      {
        additionalParameters: { resource: panel.resource },
      },
    );
    return tokensFrom(await oauth.processRefreshTokenResponse(server, panel.client, response), tokens, Date.now());
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return null;
    throw error;
  }
};

/** OpenID Connect RP-Initiated Logout 1.0. */
export const signOutAddress = async (panel: PanelClient, idToken: string | null): Promise<string> => {
  const url = new URL((await discover(panel)).end_session_endpoint ?? '');
  url.search = new URLSearchParams({
    client_id: panel.client.client_id,
    post_logout_redirect_uri: panel.signedOutUri,
    ...(idToken === null ? {} : { id_token_hint: idToken }),
  }).toString();
  return url.href;
};
