import type { CallerToken } from '../policy/caller.js';

/** Port: looks up an access token. Bound by the composition root for the whole server. */
export abstract class CallerTokens {
  /** @returns undefined for tokens that are unknown, expired or revoked, or whose account is blocked or gone */
  abstract find(token: string): Promise<CallerToken | undefined>;
}
