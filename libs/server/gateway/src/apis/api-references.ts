import type { GatewayApiDefinition } from '@postern/contracts';
import { violatedConstraint } from '@postern/database';
import { ConflictError, InvalidError } from '@postern/provider-kit';
import type { EntityManager } from 'typeorm';
import { authoritiesNamedBy } from '../policy/policy-needs.js';

/** What another API or a missing back end makes of a write; anything else is passed on. */
export const explainApiWrite = (error: unknown): never => {
  switch (violatedConstraint(error)) {
    case 'gateway_api_name':
      throw new ConflictError('gateway.api_name_taken', undefined, [{ path: 'name', message: 'is taken' }]);
    case 'gateway_api_path':
    case 'gateway_api_applied_path':
      throw new ConflictError('gateway.path_taken', undefined, [{ path: 'pathPrefix', message: 'is taken' }]);
    case 'gateway_api_backend':
    case 'gateway_api_applied_backend':
      throw new InvalidError('gateway.backend_not_found', undefined, [
        { path: 'backendId', message: 'is no back end of the gateway' },
      ]);
    default:
      throw error;
  }
};

/**
 * Keeps the authorities of a policy from being deleted until the transaction is over, and makes sure that they are there.
 *
 * @throws InvalidError `gateway.authority_not_found`
 */
export const holdAuthorities = async (manager: EntityManager, { policy }: GatewayApiDefinition): Promise<void> => {
  const wanted = [...new Set(authoritiesNamedBy(policy))];
  if (wanted.length === 0) return;
  const found = await manager.query<{ readonly id: string }[]>(
    'select id from gateway_authority where id = any($1::uuid[]) for key share',
    [wanted],
  );
  const missing = wanted.find((id) => !found.some((row) => row.id === id));
  if (missing === undefined) return;
  throw new InvalidError('gateway.authority_not_found', undefined, [
    { path: 'policy.require', message: `names the authority ${missing}, which the gateway does not have` },
  ]);
};
