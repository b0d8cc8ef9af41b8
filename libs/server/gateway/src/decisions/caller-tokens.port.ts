import type { CallerToken } from '../policy/caller.js';

/** Port: what an access token is worth. Bound, for the whole server, by the composition root. */
export abstract class CallerTokens {
  /** @returns undefined for tokens that are unknown, expired or revoked, or whose account is blocked or gone */
  abstract find(token: string): Promise<CallerToken | undefined>;
}
