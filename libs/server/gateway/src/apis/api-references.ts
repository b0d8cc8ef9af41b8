import type { GatewayApiDefinition } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, NotFoundError } from '@postern/errors';
import type { EntityManager } from 'typeorm';
import { trustAnchorsNamedBy } from '../policy/policy-needs.js';

/** Turns violated constraints into errors; rethrows anything else. */
export const explainApiWrite = (error: unknown): never => {
  switch (violatedConstraint(error)) {
    case 'gateway_api_name':
      throw new ConflictError('gateway.api_name_taken', undefined, [{ path: 'name', message: 'is taken' }]);
    case 'gateway_api_path':
    case 'gateway_api_applied_path':
      throw pathTaken();
    case 'gateway_api_upstream':
    case 'gateway_api_applied_upstream':
      throw new NotFoundError('gateway.upstream_not_found', undefined, [
        { path: 'upstreamId', message: 'is not an upstream of the gateway' },
      ]);
    default:
      throw error;
  }
};

/**
 * Nginx looks paths up without regard to letter case, so no two APIs may differ by that alone, among drafts or among what serves. The
 * same letters are refused by the database too; of other spellings written at the same moment, Nginx refuses the later one.
 *
 * @param id of the API itself; null for a new one
 * @param among the column that is looked at
 * @throws ConflictError `gateway.path_taken`
 */
export const assertPathIsFree = async (
  manager: EntityManager,
  { pathPrefix }: GatewayApiDefinition,
  id: string | null,
  among: 'path_prefix' | 'applied_path_prefix' = 'path_prefix',
): Promise<void> => {
  const taken = await Statements.in(manager).run(
    `gateway_api.taken ${among}`,
    `select 1 from gateway_api where lower(${among}) = lower($1::text) and id is distinct from $2::uuid limit 1`,
    [pathPrefix, id],
  );
  if (taken.length > 0) throw pathTaken();
};

const pathTaken = (): ConflictError =>
  new ConflictError('gateway.path_taken', undefined, [{ path: 'pathPrefix', message: 'is taken' }]);

/**
 * Locks the trust anchors of a policy until the end of the transaction, and checks that they exist.
 *
 * @throws NotFoundError `gateway.trust_anchor_not_found`
 */
export const holdTrustAnchors = async (manager: EntityManager, { policy }: GatewayApiDefinition): Promise<void> => {
  const wanted = [...new Set(trustAnchorsNamedBy(policy))];
  if (wanted.length === 0) return;
  const found = await Statements.in(manager).run<{ readonly id: string }>(
    'gateway_trust_anchor.hold',
    'select id from gateway_trust_anchor where id = any($1::uuid[]) for key share',
    [wanted],
  );
  const missing = wanted.find((id) => !found.some((row) => row.id === id));
  if (missing === undefined) return;
  throw new NotFoundError('gateway.trust_anchor_not_found', undefined, [
    { path: 'policy.require', message: `names the trust anchor ${missing}, which the gateway does not have` },
  ]);
};
