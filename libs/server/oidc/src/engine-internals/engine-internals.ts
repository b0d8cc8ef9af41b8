import Provider, { type Client, type KoaContextWithOIDC } from 'oidc-provider';

/** How the engine finds an application by its `client_id`. */
export type FindClient = (clientId: unknown) => Promise<Client | undefined> | Client;

/** How the engine finds an access token by what was sent. */
export type FindAccessToken = (value: string, options?: object) => Promise<unknown>;

/** What the engine writes for a token. */
interface IssuedToken {
  readonly value: string;
  readonly payload?: object;
}

export interface StoredToken {
  format?: string;
  jti: string;
  getValueAndPayload(): Promise<IssuedToken>;
}

export interface StoredSession {
  readonly accountId?: string;
  loginAccount(details: object): void;
}

export type EngineContext = KoaContextWithOIDC['oidc'] & { readonly ctx: KoaContextWithOIDC };

/**
 * Members of the engine that its types do not show. This folder alone uses them (lint refuses it elsewhere), and `engine-internals.spec.ts`
 * fails when the pinned engine loses one.
 */
export interface EngineInternals {
  readonly Client: {
    new (metadata: object): { readonly asymmetricKeyStore: object };
    find: FindClient;
    readonly prototype: { compareClientSecret(presented: string): boolean };
  };
  readonly AccessToken: {
    new (parts: object): object;
    find: FindAccessToken;
    readonly IN_PAYLOAD: readonly string[];
    readonly prototype: StoredToken;
  };
  readonly AuthorizationCode: { readonly IN_PAYLOAD: readonly string[] };
  readonly RefreshToken: { readonly IN_PAYLOAD: readonly string[] };
  readonly Session: {
    readonly IN_PAYLOAD: readonly string[];
    readonly prototype: StoredSession;
  };
  readonly Claims: {
    readonly prototype: {
      readonly available: Readonly<Record<symbol, object | undefined>>;
      result(): Promise<object>;
    };
  };
  readonly IdToken: {
    validate(token: string, client: object | undefined): Promise<{ readonly payload: { readonly sub?: unknown } }>;
  };
  readonly OIDCContext: {
    readonly prototype: {
      clientJwtAuthExpectedAudience(): ReadonlySet<string>;
      entity(this: EngineContext, key: string, value: unknown): void;
    };
  };
  readonly ReplayDetection: {
    unique(clientId: string, jti: string, until: number): boolean | Promise<boolean>;
  };
}

export const internalsOf = (provider: Provider): EngineInternals => provider as unknown as EngineInternals;

/** The request that the engine works on now, in whatever it calls; undefined outside of one. */
export const currentContext = (): KoaContextWithOIDC | undefined =>
  (Provider as unknown as { readonly ctx?: KoaContextWithOIDC }).ctx;
