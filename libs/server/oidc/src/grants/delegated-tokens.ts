import type Provider from 'oidc-provider';
import type { AccessToken, Client } from 'oidc-provider';
import {
  createAccessToken,
  storeInAccessTokens,
  storeStructuredTokens,
  wrapAccessTokenLookup,
} from '../engine-internals/access-tokens.js';
import type { TokenOrganization } from '../organizations/sign-in-organizations.js';
import type { TokenRequirement } from '../required-identifiers/required-details.js';
import type { ActClaim } from './act-claim.js';

/** What an exchanged token keeps of the token that it came from. */
interface Delegation {
  /** The consent or sign-in behind the first token: this token ends with it. */
  readonly grantId: string;
  /** It ends with the session that the first token came from. */
  readonly endsWithSession: boolean;
}

/** Claims about the acting applications, and about the sign-in behind the first token (RFC 9470 §6). */
interface DelegatedClaims {
  readonly act?: ActClaim;
  readonly acr?: string;
  readonly amr?: readonly string[];
  readonly auth_time?: number;
}

/** An access token, with what we keep in it beside what the engine knows. */
export type Token = AccessToken & {
  readonly delegation?: Delegation;
  readonly extra?: DelegatedClaims;
  readonly organization?: TokenOrganization;
  readonly requirement?: TokenRequirement;
};

export interface DelegatedTokenParts {
  readonly client: Client;
  readonly accountId: string;
  readonly sessionUid: string | undefined;
  readonly delegation: Delegation;
  readonly gty: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly scope: string | undefined;
  /** The organization that the sign-in behind the first token is for. */
  readonly organization: TokenOrganization | undefined;
  /** The identifiers that the first token's application required. */
  readonly requirement: TokenRequirement | undefined;
}

const claims = new WeakMap<object, DelegatedClaims>();

/** Extra claims of a token; for tokens that came out of an exchange, who acts. */
export const actorClaims = (token: object): Readonly<Record<string, unknown>> | undefined => ({
  ...claims.get(token),
});

export const createDelegatedToken = (
  provider: Provider,
  parts: DelegatedTokenParts,
  act: ActClaim,
  { acr, amr, auth_time: authTime }: DelegatedClaims = {},
): AccessToken => {
  const token = createAccessToken(provider, parts);
  claims.set(token, {
    act,
    ...(acr !== undefined && { acr }),
    ...(amr !== undefined && { amr }),
    ...(authTime !== undefined && { auth_time: authTime }),
  });
  return token;
};

/** Makes the engine store a token's delegation, and check that its origin is still valid. */
const keepDelegation = (provider: Provider): void => {
  storeInAccessTokens(provider, 'delegation' satisfies keyof Token);
  wrapAccessTokenLookup(provider, (find) => async (value, options) => {
    const token = (await find(value, options)) as Token | undefined;
    return token?.delegation === undefined || (await isLive(provider, token, token.delegation)) ? token : undefined;
  });
};

/** The consent stands, and so does the session where the token ends with it. */
const isLive = async (provider: Provider, token: Token, { grantId, endsWithSession }: Delegation): Promise<boolean> => {
  if ((await provider.Grant.find(grantId)) === undefined) return false;
  if (!endsWithSession) return true;
  const session = await provider.Session.findByUid(token.sessionUid ?? '');
  return session?.accountId === token.accountId;
};

export const teachDelegation = (provider: Provider): void => {
  keepDelegation(provider);
  storeStructuredTokens(provider);
};
