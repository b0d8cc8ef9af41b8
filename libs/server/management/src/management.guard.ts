import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ManagementScope } from '@postern/contracts';
import type { FastifyRequest } from 'fastify';
import { Statements } from '@postern/database';
import { authenticate } from './authenticate.js';
import { mayAdministerFor, roleMayUse, roleThrough, scopesOfOrganizationRole } from './authority.js';
import { assertFreshProof, assertMayUse, assertMayUseOne } from './bearer-rules.js';
import { AccessTokens, type Bearer } from './bearer.js';
import { rememberBearer } from './current-bearer.js';
import { organizationOfRow, ROW_SOURCE, type RowSource } from './within-organization.js';

export const REQUIRED_SCOPES = 'postern:scopes';
/** Set where the person must have signed in within the last minutes. */
export const FRESH_PROOF = 'postern:fresh-proof';
/** Any one of them does. */
export const ALTERNATIVE_SCOPES = 'postern:alternative-scopes';

/** Accepts a request if its bearer token has the scopes, and its person the role, that the route requires. */
@Injectable()
export class ManagementGuard implements CanActivate {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly reflector: Reflector,
    private readonly statements: Statements,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const found = await authenticate(this.tokens, request);
    const alternatives = this.scopes(ALTERNATIVE_SCOPES, context);
    const required = this.scopes(REQUIRED_SCOPES, context);
    const named = alternatives.length > 0 ? alternatives : required;
    const bearer = await this.limited({ ...found, role: roleThrough(found.clientId, found.role) }, named, context);
    if (alternatives.length > 0) assertMayUseOne(bearer, alternatives);
    else assertMayUse(bearer, required);
    if (this.reflector.get<boolean | undefined>(FRESH_PROOF, context.getHandler()) === true) assertFreshProof(bearer);
    rememberBearer(request, bearer);
    return true;
  }

  /** Where the role in the system is not enough, the one in the organization of the row counts, and limits the rights to that organization. */
  private async limited(bearer: Bearer, required: readonly string[], context: ExecutionContext): Promise<Bearer> {
    const { accountId, organizations, role } = bearer;
    if (accountId === null || organizations === undefined || organizations.size === 0) return bearer;
    if (required.every((scope) => roleMayUse(role, scope))) return bearer;
    const targets = [context.getHandler(), context.getClass()];
    const source = this.reflector.getAllAndOverride<RowSource | undefined>(ROW_SOURCE, targets);
    if (source === undefined) return bearer;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const id = await organizationOfRow(this.statements, request, source);
    const roleThere = id === undefined ? undefined : organizations.get(id);
    if (id === undefined || roleThere === undefined || !mayAdministerFor(bearer)) return bearer;
    // The panel's token has the scopes that the role in the system allowed when it was issued.
    const scopes = new Set([...bearer.scopes, ...scopesOfOrganizationRole(roleThere)]);
    return { ...bearer, scopes, within: { id, role: roleThere } };
  }

  /** Scopes on the handler replace those on its controller. */
  private scopes(key: string, context: ExecutionContext): readonly ManagementScope[] {
    const targets = [context.getHandler(), context.getClass()];
    return this.reflector.getAllAndOverride<readonly ManagementScope[] | undefined>(key, targets) ?? [];
  }
}
