import type Provider from 'oidc-provider';
import type { AccessToken, Client } from 'oidc-provider';
import type { Actor } from './actor.js';

/** What a token that came out of an exchange still has to do with the one that went in. */
export interface Delegation {
  /** The consent or sign-in behind the first token: whatever ends that one's tokens ends this one. */
  readonly grantId: string;
  /** It ends with the session that the first token came from. */
  readonly endsWithSession: boolean;
}

/** An access token, with what we keep in it beside what the engine knows. */
export type Token = AccessToken & { readonly delegation?: Delegation; readonly extra?: { readonly act?: Actor } };

export interface DelegatedTokenParts {
  readonly client: Client;
  readonly accountId: string;
  readonly sessionUid: string | undefined;
  readonly delegation: Delegation;
  readonly gty: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly scope: string | undefined;
}

const actors = new WeakMap<object, Actor>();

/** Extra claims of a token; for tokens that came out of an exchange, who acts. */
export const actorClaims = (token: object): { readonly act: Actor } | undefined => {
  const act = actors.get(token);
  return act && { act };
};

export const createDelegatedToken = (provider: Provider, parts: DelegatedTokenParts, actor: Actor): AccessToken => {
  // Without a grant of its own: the engine holds tokens to grants of the application that they were issued to.
  const token = new provider.AccessToken(parts as unknown as ConstructorParameters<typeof provider.AccessToken>[0]);
  actors.set(token, actor);
  return token;
};

/** Teaches the engine to keep a token's delegation, and to ask whether what it came from still stands. */
const keepDelegation = (provider: Provider): void => {
  const { AccessToken } = provider as unknown as { AccessToken: { IN_PAYLOAD: readonly string[]; find: Find } };
  const properties = [...AccessToken.IN_PAYLOAD, 'delegation' satisfies keyof Token];
  Object.defineProperty(AccessToken, 'IN_PAYLOAD', { configurable: true, get: () => properties });
  const find = AccessToken.find.bind(AccessToken);
  AccessToken.find = async (value, options) => {
    const token = await find(value, options);
    return token?.delegation === undefined || (await isLive(provider, token, token.delegation)) ? token : undefined;
  };
};

/** The consent stands, and so does the session where the token ends with it. */
const isLive = async (provider: Provider, token: Token, { grantId, endsWithSession }: Delegation): Promise<boolean> => {
  if ((await provider.Grant.find(grantId)) === undefined) return false;
  if (!endsWithSession) return true;
  const session = await provider.Session.findByUid(token.sessionUid ?? '');
  return session?.accountId === token.accountId;
};

type Find = (value: string, options?: object) => Promise<Token | undefined>;

interface Formatted {
  format?: string;
  jti: string;
  getValueAndPayload(): Promise<{ readonly value: string; readonly payload?: object }>;
}

/**
 * Teaches the engine to keep people's tokens in the form of a JWT like all others, by their whole text: only so can they be revoked, and
 * end with a session, where they come back to us to be exchanged. Costs no statement: it is written along with the rest.
 */
const keepStructuredTokens = (provider: Provider): void => {
  const prototype = provider.AccessToken.prototype as unknown as Formatted;
  const { getValueAndPayload } = prototype;
  prototype.getValueAndPayload = async function (this: Formatted) {
    const issued = await getValueAndPayload.call(this);
    if (issued.payload !== undefined) return issued;
    const { format } = this;
    this.format = 'opaque';
    const { payload } = await getValueAndPayload.call(this);
    this.format = format;
    this.jti = issued.value;
    return { value: issued.value, payload };
  };
};

export const teachDelegation = (provider: Provider): void => {
  keepDelegation(provider);
  keepStructuredTokens(provider);
};
