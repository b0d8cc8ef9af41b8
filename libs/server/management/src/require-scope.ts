import { SetMetadata, UseGuards, applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiForbiddenResponse, ApiUnauthorizedResponse } from '@nestjs/swagger';
import type { ManagementScope } from '@postern/contracts';
import { ManagementGuard, REQUIRED_SCOPES } from './management.guard.js';

/** Guards a route, or a whole controller: the caller's token needs all of these scopes. */
export const RequireScope = (...scopes: [ManagementScope, ...ManagementScope[]]): ClassDecorator & MethodDecorator =>
  applyDecorators(
    SetMetadata(REQUIRED_SCOPES, scopes),
    UseGuards(ManagementGuard),
    ApiBearerAuth(),
    ApiUnauthorizedResponse({ description: '`token.missing`, `token.invalid`' }),
    ApiForbiddenResponse({
      description: `\`token.insufficient_scope\` (needs ${scopes.join(' ')}), \`token.insufficient_role\``,
    }),
  );
