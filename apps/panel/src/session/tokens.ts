import type * as oauth from 'oauth4webapi';

/** Lives in memory only: a reload signs in again, silently. */
export interface Tokens {
  readonly accessToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly refreshToken: string | null;
  readonly idToken: string | null;
  /** What the access token allows (RFC 6749 §5.1). */
  readonly scopes: ReadonlySet<string>;
}

/** Seconds before its end at which a token counts as spent, so that none runs out on its way. */
const margin = 30;

export const tokensFrom = (response: oauth.TokenEndpointResponse, previous: Tokens | null, now: number): Tokens => ({
  accessToken: response.access_token,
  expiresAt: now + ((response.expires_in ?? 600) - margin) * 1000,
  refreshToken: response.refresh_token ?? previous?.refreshToken ?? null,
  idToken: response.id_token ?? previous?.idToken ?? null,
  scopes: response.scope === undefined ? (previous?.scopes ?? new Set()) : new Set(response.scope.split(' ')),
});

/** Answers new tokens, or null when the session they came from is over. */
export type Refresh = (tokens: Tokens) => Promise<Tokens | null>;

/** Gives a good access token to whoever asks, and refreshes once however many ask at the same time. */
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

  /** Null once the session is over. */
  async accessToken(): Promise<string | null> {
    if (this.tokens && this.now() < this.tokens.expiresAt) return this.tokens.accessToken;
    return this.renew();
  }

  /** Also for a token that was refused before its time. Rotation allows each refresh token once. */
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
