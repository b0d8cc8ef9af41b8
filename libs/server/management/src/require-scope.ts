import { SetMetadata, UseGuards, applyDecorators } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { ManagementScope } from '@postern/contracts';
import { ALTERNATIVE_SCOPES, FRESH_PROOF, ManagementGuard, REQUIRED_SCOPES } from './management.guard.js';
import { problemResponse, Problems } from './problems.decorator.js';

const guarded = (key: string, scopes: readonly ManagementScope[], needs: string): ClassDecorator & MethodDecorator =>
  applyDecorators(
    SetMetadata(key, scopes),
    UseGuards(ManagementGuard),
    ApiBearerAuth(),
    Problems('token.missing', 'token.invalid'),
    problemResponse(['token.insufficient_scope', 'token.insufficient_role'], `needs ${needs}`),
  );

/** Guards a route, or a whole controller: the caller's token needs all of these scopes. */
export const RequireScope = (...scopes: [ManagementScope, ...ManagementScope[]]): ClassDecorator & MethodDecorator =>
  guarded(REQUIRED_SCOPES, scopes, scopes.join(' '));

/** Guards a route: the caller's token needs one of these scopes, the first of which is the one made for it. */
export const RequireOneScope = (...scopes: [ManagementScope, ...ManagementScope[]]): MethodDecorator =>
  guarded(ALTERNATIVE_SCOPES, scopes, scopes.join(' or '));

/** Besides `@RequireScope`: the person signed in within the last five minutes, at a level that is demanded of them, or must do so again first. */
export const RequireFreshProof = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(FRESH_PROOF, true),
    Problems('session.too_old', 'token.insufficient_scope', 'token.insufficient_authentication'),
  );
