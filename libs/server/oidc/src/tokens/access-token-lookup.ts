import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { OrganizationRole, Role } from '@postern/contracts';
import { ServerConfig } from '@postern/config';
import { Statements } from '@postern/database';
import { requestOrigin } from '@postern/requests';
import { EngineEvents, otherCertificate } from '../events.js';
import { managementAudience } from '../engine/management-resource.js';
import { Handshakes } from '../mutual-tls/request-handshakes.js';
import { artifactKey } from '../storage/artifact.js';
import { type DemandedLevels, TokenPermissions } from './token-permissions.js';

/** The bearer of a token of the management API. */
export interface AccessTokenBearer extends DemandedLevels {
  /** Null for a client that acts for itself. */
  readonly accountId: string | null;
  readonly clientId: string;
  readonly sessionUid: string | null;
  readonly scopes: ReadonlySet<string>;
  /** The account's role at this moment; null for a client that acts for itself. */
  readonly role: Role | null;
  /** The account's roles at this moment in active organizations that it helps to administer, by id. */
  readonly organizations: ReadonlyMap<string, OrganizationRole>;
  /** Level of the sign-in that the token comes from; null: not known. */
  readonly acr: string | null;
  /** RFC 8176 `amr` of that sign-in; empty: not known. */
  readonly amr: readonly string[];
  /** When the person last signed in, in milliseconds since 1970; null without a session. */
  readonly provedAt: number | null;
}

/** A stored token. */
export interface AccessTokenRow {
  readonly payload: {
    readonly clientId: string;
    readonly accountId?: string;
    readonly scope?: string;
    readonly aud?: string | readonly string[];
    readonly sessionUid?: string;
    readonly 'x5t#S256'?: string;
    readonly delegation?: object;
    readonly extra?: { readonly acr?: string; readonly amr?: readonly string[]; readonly auth_time?: number };
  };
  readonly role: Role | null;
  /** Null: none. */
  readonly organizations: Readonly<Record<string, OrganizationRole>> | null;
  /** Seconds since 1970. */
  readonly proved_at: number | null;
}

/**
 * SQL condition: the person is a member of the organization that a token is for, and it is not suspended.
 *
 * @param organization and `account` are texts with ids
 */
const isMember = (organization: string, account: string): string => `exists (
  select 1 from organization_membership m join organization o on o.id = m.organization_id and o.status = 'active'
  where m.organization_id = ${organization}::uuid and m.account_id = ${account}::uuid)`;

// A token whose account is blocked or deleted, or whose session has ended, is invalid. For `or exists` in place of `case`
// PostgreSQL may plan to read all sessions.
export const findAccessToken = `
  select t.payload, p.role,
    (select jsonb_object_agg(m.organization_id, m.role) from organization_membership m
     join organization o on o.id = m.organization_id and o.status = 'active'
     where m.account_id = t.account_id and m.role <> 'member') as organizations,
    (select (s.payload ->> 'loginTs')::float8 from oidc_artifact s
     where s.uid = t.payload ->> 'sessionUid' and s.account_id = t.account_id and s.expires_at > now()) as proved_at
  from oidc_artifact t
  left join account p on p.id = t.account_id
  where t.id = any($1::bytea[]) and t.expires_at > now()
    and (t.account_id is null or p.status = 'active')
    and (t.payload -> 'organization' is null or ${isMember(`(t.payload #>> '{organization,id}')`, 't.account_id::text')})
    and case when (t.payload ->> 'expiresWithSession')::boolean is not true then true
      else (select s.expires_at > now() from oidc_artifact s where s.uid = t.payload ->> 'sessionUid') end`;

/** The request that a token came with. */
export interface TokenRequest {
  readonly raw: IncomingMessage;
  readonly ip: string;
  readonly headers: { readonly 'user-agent'?: string };
}

/** Looks bearer tokens of the management API up: one statement, audience and certificate checked. */
@Injectable()
export class AccessTokenLookup {
  private readonly audience: string;

  constructor(
    private readonly statements: Statements,
    private readonly handshakes: Handshakes,
    private readonly events: EngineEvents,
    private readonly permissions: TokenPermissions,
    config: ServerConfig,
  ) {
    this.audience = managementAudience(config.PUBLIC_ORIGIN);
  }

  async find(token: string, request: TokenRequest): Promise<AccessTokenBearer | undefined> {
    const keys = [artifactKey('AccessToken', token), artifactKey('ClientCredentials', token)];
    const row = await this.statements.one<AccessTokenRow>('access_token_find', findAccessToken, [keys]);
    if (row === undefined || ![row.payload.aud].flat().includes(this.audience)) return undefined;
    const { clientId, accountId, sessionUid, 'x5t#S256': thumbprint } = row.payload;
    const scope = await this.permissions.scopeLeft(row.payload);
    if (scope === undefined) return undefined;
    if (thumbprint !== undefined && !(await this.handshakes.proves(request.raw, thumbprint))) {
      this.events.authenticationFailed({
        clientId,
        method: null,
        reason: otherCertificate,
        origin: requestOrigin(request),
      });
      return undefined;
    }
    const role = accountId === undefined ? null : row.role;
    const organizations = new Map(Object.entries(row.organizations ?? {}));
    return {
      clientId,
      accountId: accountId ?? null,
      sessionUid: sessionUid ?? null,
      scopes: new Set(scope.split(' ')),
      acr: row.payload.extra?.acr ?? null,
      amr: row.payload.extra?.amr ?? [],
      ...(await this.permissions.levels(clientId, role, organizations.size > 0)),
      role,
      organizations,
      provedAt: row.proved_at === null ? null : row.proved_at * 1000,
    };
  }
}
