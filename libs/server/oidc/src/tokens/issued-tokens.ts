import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ServerConfig } from '@postern/config';
import { ChangeFeed, Statements } from '@postern/database';
import { createLocalJWKSet, errors, type JWK, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { enginePath } from '../engine/engine-paths.js';
import { SigningKeys } from '../keys/signing-keys.js';
import { artifactKey } from '../storage/artifact.js';
import { type AccessTokenRow, findAccessToken } from './access-token-lookup.js';
import { TokenPermissions } from './token-permissions.js';

/** What an access token says that this Postern issued, for whatever API. */
export interface IssuedToken {
  readonly clientId: string;
  /** Null for a client that acts for itself. */
  readonly accountId: string | null;
  readonly scopes: ReadonlySet<string>;
  readonly audiences: readonly string[];
  /** `cnf.x5t#S256` (RFC 8705 §3.1); null for a bearer token. */
  readonly certificate: string | null;
  /** Level of the sign-in behind it (RFC 9470 §6); null: no person, or not known. */
  readonly acr: string | null;
  /** RFC 8176 `amr` of that sign-in; empty: not known. */
  readonly amr: readonly string[];
  /** When that was proved, in seconds since 1970. */
  readonly authTime: number | null;
}

const structured = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Looks access tokens up in this process, as introspection does for others: opaque ones in storage, JWTs by their signature (RFC 9068). */
@Injectable()
export class IssuedTokens implements OnModuleInit {
  private keySet: Promise<JWTVerifyGetKey> | undefined;
  private readonly issuer: string;

  constructor(
    private readonly statements: Statements,
    private readonly keys: SigningKeys,
    private readonly changes: ChangeFeed,
    private readonly permissions: TokenPermissions,
    config: ServerConfig,
  ) {
    this.issuer = `${config.PUBLIC_ORIGIN}${enginePath}`;
  }

  onModuleInit(): void {
    this.changes.onChange('signing_key', () => (this.keySet = undefined));
  }

  /** @returns undefined for tokens that are unknown, expired or revoked, or whose account or application is blocked or gone */
  find(token: string): Promise<IssuedToken | undefined> {
    return structured.test(token) ? this.findStructured(token) : this.findStored(token);
  }

  private async findStored(token: string): Promise<IssuedToken | undefined> {
    const row = await this.stored(token);
    if (row === undefined) return undefined;
    const { clientId, accountId, aud, extra, 'x5t#S256': certificate } = row.payload;
    const scope = await this.permissions.scopeLeft(row.payload);
    if (scope === undefined) return undefined;
    return issued({ clientId, accountId: accountId ?? null, scope, aud, certificate, ...signInOf(extra) });
  }

  private stored(token: string): Promise<AccessTokenRow | undefined> {
    const keys = [artifactKey('AccessToken', token), artifactKey('ClientCredentials', token)];
    return this.statements.one<AccessTokenRow>('access_token_find', findAccessToken, [keys]);
  }

  private async findStructured(token: string): Promise<IssuedToken | undefined> {
    const claims = await this.verify(token);
    if (claims === undefined) return undefined;
    const {
      sub,
      scope,
      aud,
      client_id: clientId,
      cnf,
    } = claims as JWTPayload & {
      readonly scope?: string;
      readonly client_id?: string;
      readonly cnf?: { readonly 'x5t#S256'?: string };
    };
    // RFC 9068 §5: of a client that acts for itself, the subject is the client.
    const accountId = sub === undefined || sub === clientId ? null : sub;
    // The row knows more than the token tells: whether it was revoked, and the organization that it is for.
    if (accountId !== null && (await this.stored(token)) === undefined) return undefined;
    const certificate = cnf?.['x5t#S256'];
    return issued({
      clientId: clientId ?? '',
      accountId,
      scope,
      aud,
      certificate,
      ...signInOf(claims as SignInClaims),
    });
  }

  private async verify(token: string): Promise<JWTPayload | undefined> {
    try {
      const keys = await (this.keySet ??= this.load());
      return (await jwtVerify(token, keys, { issuer: this.issuer, typ: 'at+jwt' })).payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      this.keySet = undefined;
      throw error;
    }
  }

  private async load(): Promise<JWTVerifyGetKey> {
    return createLocalJWKSet({ keys: (await this.keys.load()).map(publicPart) });
  }
}

const publicPart = ({ kid, kty, crv, x, y, n, e }: JWK): JWK => ({ kid, kty, crv, x, y, n, e }) as JWK;

interface SignInClaims {
  readonly acr?: unknown;
  readonly amr?: unknown;
  readonly auth_time?: unknown;
}

const signInOf = ({ acr, amr, auth_time: authTime }: SignInClaims = {}) => ({
  acr: typeof acr === 'string' ? acr : null,
  amr: Array.isArray(amr) ? amr.filter((each) => typeof each === 'string') : [],
  authTime: typeof authTime === 'number' ? authTime : null,
});

const issued = ({
  scope,
  aud,
  certificate,
  ...rest
}: Pick<IssuedToken, 'clientId' | 'accountId' | 'acr' | 'amr' | 'authTime'> & {
  readonly scope: string | undefined;
  readonly aud: string | readonly string[] | undefined;
  readonly certificate: string | undefined;
}): IssuedToken => ({
  ...rest,
  scopes: new Set(scope?.split(' ') ?? []),
  audiences: [aud ?? []].flat(),
  certificate: certificate ?? null,
});
