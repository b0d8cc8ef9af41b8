import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ManagementScope } from '@postern/contracts';
import type { FastifyRequest } from 'fastify';
import { authenticate } from './authenticate.js';
import { roleThrough } from './authority.js';
import { assertFreshProof, assertMayUse, assertMayUseOne } from './bearer-rules.js';
import { AccessTokens } from './bearer.js';
import { rememberBearer } from './current-bearer.js';

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
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const found = await authenticate(this.tokens, request);
    const bearer = { ...found, role: roleThrough(found.clientId, found.role) };
    const alternatives = this.scopes(ALTERNATIVE_SCOPES, context);
    if (alternatives.length > 0) assertMayUseOne(bearer, alternatives);
    else assertMayUse(bearer, this.scopes(REQUIRED_SCOPES, context));
    if (this.reflector.get<boolean | undefined>(FRESH_PROOF, context.getHandler()) === true) assertFreshProof(bearer);
    rememberBearer(request, bearer);
    return true;
  }

  /** Scopes on the handler replace those on its controller. */
  private scopes(key: string, context: ExecutionContext): readonly ManagementScope[] {
    const targets = [context.getHandler(), context.getClass()];
    return this.reflector.getAllAndOverride<readonly ManagementScope[] | undefined>(key, targets) ?? [];
  }
}
