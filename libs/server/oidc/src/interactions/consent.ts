import type { ApiDescription } from '@postern/clients';
import type { GivenPermission } from '@postern/contracts';
import type Provider from 'oidc-provider';
import { permissionOf } from '../consents/permissions.js';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** What an application asks for beyond what the person allowed before. */
export interface ConsentRequest {
  readonly permissions: readonly GivenPermission[];
  readonly claims: readonly string[];
}

interface Missing {
  readonly missingOIDCScope?: readonly string[];
  readonly missingOIDCClaims?: readonly string[];
  readonly missingResourceScopes?: Readonly<Record<string, readonly string[]>>;
}

const missingOf = (interaction: Interaction): Missing => interaction.prompt.details as Missing;

const asTexts = (value: unknown): readonly string[] =>
  [value].flat().filter((text): text is string => typeof text === 'string');

const apiWith = (scope: string, apis: ReadonlyMap<string, ApiDescription>): ApiDescription | undefined =>
  [...apis.values()].find(({ scopes }) => scopes.some(({ value }) => value === scope));

type DescribeApis = (identifiers: readonly string[]) => Promise<ReadonlyMap<string, ApiDescription>>;

export const readConsent = async (interaction: Interaction, describe: DescribeApis): Promise<ConsentRequest> => {
  const { missingOIDCScope = [], missingOIDCClaims = [], missingResourceScopes = {} } = missingOf(interaction);
  const apis = await describe([...Object.keys(missingResourceScopes), ...asTexts(interaction.params['resource'])]);
  const ofApis = Object.entries(missingResourceScopes).flatMap(([identifier, scopes]) =>
    scopes.map((scope) => permissionOf(scope, apis.get(identifier))),
  );
  const missing = [...missingOIDCScope.map((scope) => permissionOf(scope, undefined)), ...ofApis];
  if (missing.length > 0) return { permissions: missing, claims: missingOIDCClaims };
  // Asked to ask again (`prompt=consent`), nothing may be missing: then everything is shown.
  const asked = String(interaction.params['scope'] ?? '').split(' ');
  const permissions = asked.filter((scope) => scope !== '').map((scope) => permissionOf(scope, apiWith(scope, apis)));
  return { permissions, claims: missingOIDCClaims };
};

/** Records the person's consent; answers the id of the grant that holds it. */
export const grantConsent = async (engine: Provider, interaction: Interaction): Promise<string> => {
  const accountId = interaction.session?.accountId ?? '';
  const clientId = String(interaction.params['client_id']);
  const existing = interaction.grantId === undefined ? undefined : await engine.Grant.find(interaction.grantId);
  const grant = existing ?? new engine.Grant({ accountId, clientId });
  const { missingOIDCScope, missingOIDCClaims, missingResourceScopes } = missingOf(interaction);
  if (missingOIDCScope) grant.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims) grant.addOIDCClaims([...missingOIDCClaims]);
  for (const [resource, scopes] of Object.entries(missingResourceScopes ?? {})) {
    grant.addResourceScope(resource, scopes.join(' '));
  }
  return grant.save();
};
