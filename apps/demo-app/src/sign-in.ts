import * as oidc from 'openid-client';
import type { DemoConfig } from './config.js';

/**
 * Everything an application does to sign people in with Postern. Copy this file; only `config` and where you keep
 * `PendingSignIn` and `SignedIn` (a server-side session) are your own.
 *
 * Authorization code with PKCE (RFC 7636), `state` and `nonce` (OpenID Connect Core §3.1), refresh with rotation,
 * RP-initiated logout. For logout that begins elsewhere see `logout-token.ts`.
 */

/** State to keep between the redirect to Postern and the return; valid for one response. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface SignedIn {
  /** Claims of the ID token and of userinfo. */
  readonly claims: Readonly<Record<string, unknown>> & { readonly sub: string };
  /** Session at Postern; named by back-channel logout. */
  readonly sid: string | null;
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** How often the tokens were refreshed since signing in. */
  readonly refreshes: number;
}

type Tokens = oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;

const attempts = 3;
const pauseMs = 400;

export class SignIn {
  private discovered: Promise<oidc.Configuration> | undefined;

  constructor(private readonly config: DemoConfig) {}

  /** Asks the issuer what it can do, when first needed, so that the application may start before the issuer does. */
  configuration(): Promise<oidc.Configuration> {
    this.discovered ??= this.discover().catch((error: unknown) => {
      this.discovered = undefined;
      throw error;
    });
    return this.discovered;
  }

  /** Where the browser goes to sign in, and what to remember until it comes back. */
  async start(options: { readonly chooseAccount: boolean }): Promise<{ location: URL; pending: PendingSignIn }> {
    const configuration = await this.configuration();
    const pending = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      codeVerifier: oidc.randomPKCECodeVerifier(),
    };
    const location = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: `${this.config.origin}/callback`,
      scope: 'openid profile email offline_access',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: 'S256',
      ...(options.chooseAccount ? { prompt: 'select_account' } : {}),
    });
    return { location, pending };
  }

  /** Exchanges the answer for tokens. Throws `AuthorizationResponseError` when Postern said no. */
  async finish(callback: URL, pending: PendingSignIn): Promise<SignedIn> {
    const configuration = await this.configuration();
    const tokens = await oidc.authorizationCodeGrant(configuration, callback, {
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.codeVerifier,
      idTokenExpected: true,
    });
    const idToken = tokens.claims();
    if (!idToken || !tokens.id_token) throw new Error('The token response has no ID token.');
    const userinfo = await oidc.fetchUserInfo(configuration, tokens.access_token, idToken.sub);
    return {
      claims: { ...idToken, ...userinfo, sub: idToken.sub },
      sid: typeof idToken['sid'] === 'string' ? idToken['sid'] : null,
      idToken: tokens.id_token,
      ...this.lifetime(tokens),
      refreshToken: tokens.refresh_token ?? null,
      refreshes: 0,
    };
  }

  /** Fresh tokens for somebody who is signed in; without a refresh token they stay as they are. */
  async refresh(signedIn: SignedIn): Promise<SignedIn> {
    if (signedIn.refreshToken === null) return signedIn;
    const tokens = await oidc.refreshTokenGrant(await this.configuration(), signedIn.refreshToken);
    const idToken = tokens.claims();
    return {
      ...signedIn,
      claims: { ...signedIn.claims, ...idToken, sub: signedIn.claims.sub },
      idToken: tokens.id_token ?? signedIn.idToken,
      ...this.lifetime(tokens),
      // Postern rotates: the old one is dead now, and using it twice would end the whole grant.
      refreshToken: tokens.refresh_token ?? signedIn.refreshToken,
      refreshes: signedIn.refreshes + 1,
    };
  }

  /** Where the browser goes to end the session at Postern too. */
  async signOutLocation(signedIn: SignedIn): Promise<URL> {
    return oidc.buildEndSessionUrl(await this.configuration(), {
      id_token_hint: signedIn.idToken,
      post_logout_redirect_uri: `${this.config.origin}/`,
    });
  }

  private lifetime(tokens: Tokens): { accessToken: string; expiresAt: number } {
    return { accessToken: tokens.access_token, expiresAt: Date.now() + (tokens.expires_in ?? 0) * 1000 };
  }

  private async discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.config;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await oidc.discovery(issuer, clientId, undefined, oidc.ClientSecretBasic(clientSecret));
      } catch (error) {
        if (attempt === attempts) throw error;
        await new Promise((resolve) => setTimeout(resolve, pauseMs * attempt));
      }
    }
  }
}
