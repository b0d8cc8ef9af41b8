import type { OrganizationRole, Role } from '@postern/contracts';
import type { FastifyRequest } from 'fastify';

/** An organization to which rights are limited, and the role there that they come from. */
export interface Within {
  readonly id: string;
  readonly role: OrganizationRole;
}

/** Who calls the management API: a person through an application, or an application on its own. */
export interface Bearer {
  /** Null for tokens of the client_credentials grant. */
  readonly accountId: string | null;
  readonly clientId: string;
  /** The engine's session that the token came from; null for applications on their own. */
  readonly sessionUid: string | null;
  readonly scopes: ReadonlySet<string>;
  /** The account's role now, not when the token was issued; null for applications on their own. */
  readonly role: Role | null;
  /** The person's roles in active organizations now, by id; absent: none. */
  readonly organizations?: ReadonlyMap<string, OrganizationRole>;
  /** Set by the guard where the person's role in an organization is what lets them in: their rights end with its rows. */
  readonly within?: Within;
  /** When the person last proved who they are in the token's session, in milliseconds since 1970; null without a session. */
  readonly provedAt: number | null;
  /** Level of the sign-in that the token comes from; absent or null: not known. */
  readonly acr?: string | null;
  /** RFC 8176 `amr` of that sign-in; absent: not known. */
  readonly amr?: readonly string[];
  /** Levels of which people with this role must reach one to administer; absent or empty: any level. */
  readonly demandedLevels?: readonly string[];
  /** Levels of which every sign-in to the application must reach one; absent or empty: any level. */
  readonly acceptedLevels?: readonly string[];
}

/** The request that a token came with, as far as it matters: a token may be good with one certificate only. */
export type TokenRequest = Pick<FastifyRequest, 'raw' | 'ip' | 'headers'>;

/** Port: finds the bearer of an access token. Bound by the composition root for the whole server. */
export abstract class AccessTokens {
  /**
   * @returns undefined for tokens that are unknown, expired, revoked, meant for another audience, bound to another certificate
   * than the request came with (RFC 8705 §3), or whose account is blocked or gone
   */
  abstract find(token: string, request: TokenRequest): Promise<Bearer | undefined>;
}
