import { isUuid } from '@postern/management';
import type { OrganizationStatus } from '@postern/contracts';
import type { Statements } from '@postern/database';
import { type Client, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { ownMetadataOf } from '../engine/client-metadata.js';

/** Scope, claim and authorization parameter have the same name. */
export const organizationName = 'organization';

interface FoundOrganization {
  readonly id: string;
  readonly status: OrganizationStatus;
}

const findSql = 'select id, status from organization where slug = $1 or id = $2';
const slugs = /^[a-z0-9-]{2,40}$/;

const wordsOf = (params: { readonly scope?: unknown }): readonly string[] =>
  typeof params.scope === 'string' ? params.scope.split(' ') : [];

/** Whether an authorization request, a code or a token has the scope. */
export const hasOrganizationScope = (params: { readonly scope?: unknown }): boolean =>
  wordsOf(params).includes(organizationName);

const refusal = (description: string): Error => new errors.InvalidRequest(description);

/**
 * Checks the organization that an authorization request names by its id or short name, and puts its id in the place of the name. One
 * statement, and none where no organization is named.
 *
 * @throws errors.InvalidRequest for an organization that is unknown or suspended, or is not that of the application
 */
export const readRequestedOrganization = async (
  statements: Statements,
  ctx: KoaContextWithOIDC,
  parameter: unknown,
  client: Client,
): Promise<void> => {
  if (parameter === undefined) return;
  const asked = String(parameter);
  const isId = isUuid(asked);
  const found =
    isId || slugs.test(asked)
      ? await statements.one<FoundOrganization>('organization.requested', findSql, [asked, isId ? asked : null])
      : undefined;
  const { organization: own } = ownMetadataOf(client);
  // Of an application of an organization, others are refused the same way, whether they exist or not.
  if (own !== undefined && found?.id !== own.id) throw refusal('organization is not that of the application');
  if (found === undefined || found.status !== 'active') throw refusal('organization is unknown or suspended');
  (ctx.oidc.params as Record<string, unknown>)[organizationName] = found.id;
};
