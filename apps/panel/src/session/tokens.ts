import type * as oauth from 'oauth4webapi';

/** Kept in memory only: a reload signs in again, silently. */
export interface Tokens {
  readonly accessToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly refreshToken: string | null;
  readonly idToken: string | null;
  /** What the access token allows (RFC 6749 §5.1). */
  readonly scopes: ReadonlySet<string>;
}

/** Tokens count as expired this many seconds early, so that none expires in transit. */
const margin = 30;

export const tokensFrom = (response: oauth.TokenEndpointResponse, previous: Tokens | null, now: number): Tokens => ({
  accessToken: response.access_token,
  expiresAt: now + ((response.expires_in ?? 600) - margin) * 1000,
  refreshToken: response.refresh_token ?? previous?.refreshToken ?? null,
  idToken: response.id_token ?? previous?.idToken ?? null,
  scopes: response.scope === undefined ? (previous?.scopes ?? new Set()) : new Set(response.scope.split(' ')),
});

/** Returns new tokens, or null if their session has ended. */
export type Refresh = (tokens: Tokens) => Promise<Tokens | null>;

/** Returns a valid access token, and refreshes it once for concurrent callers. */
export class TokenKeeper {
  private renewing: Promise<string | null> | null = null;

  constructor(
    private tokens: Tokens | null,
    private readonly refresh: Refresh,
    private readonly onEnded: () => void,
    private readonly now: () => number = Date.now,
  ) {}

  get idToken(): string | null {
    return this.tokens?.idToken ?? null;
  }

  /** Null if the session has ended. */
  async accessToken(): Promise<string | null> {
    if (this.tokens && this.now() < this.tokens.expiresAt) return this.tokens.accessToken;
    return this.renew();
  }

  /** Also for a token refused before it expired. Rotation allows each refresh token once. */
  renew(): Promise<string | null> {
    this.renewing ??= this.renewOnce().finally(() => (this.renewing = null));
    return this.renewing;
  }

  private async renewOnce(): Promise<string | null> {
    if (!this.tokens) return null;
    const renewed = this.tokens.refreshToken === null ? null : await this.refresh(this.tokens);
    this.tokens = renewed;
    if (!renewed) this.onEnded();
    return renewed?.accessToken ?? null;
  }
}
