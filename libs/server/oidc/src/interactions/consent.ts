import type Provider from 'oidc-provider';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** What an application asks for beyond what the person allowed before. */
export interface ConsentRequest {
  readonly scopes: readonly string[];
  readonly claims: readonly string[];
}

interface Missing {
  readonly missingOIDCScope?: readonly string[];
  readonly missingOIDCClaims?: readonly string[];
  readonly missingResourceScopes?: Readonly<Record<string, readonly string[]>>;
}

const missingOf = (interaction: Interaction): Missing => interaction.prompt.details as Missing;

export const readConsent = (interaction: Interaction): ConsentRequest => {
  const { missingOIDCScope = [], missingOIDCClaims = [], missingResourceScopes = {} } = missingOf(interaction);
  const asked = String(interaction.params['scope'] ?? '').split(' ');
  const missing = [...missingOIDCScope, ...Object.values(missingResourceScopes).flat()];
  // Asked to ask again (`prompt=consent`), nothing may be missing: then everything is shown.
  return { scopes: (missing.length > 0 ? missing : asked).filter((scope) => scope !== ''), claims: missingOIDCClaims };
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
