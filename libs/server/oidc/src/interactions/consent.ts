import type { ApiDescription } from '@postern/clients';
import type { GivenPermission } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import type Provider from 'oidc-provider';
import { permissionOf } from '../consents/permissions.js';
import type { AskedIdentifier } from '../identifier-claims/asked-identifiers.js';
import type { ReleaseAnswer } from '../identifier-claims/release-choices.js';
import { type IdentifierDetails, identifierReasons } from '../identifier-claims/identifier-prompts.js';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** What an application requests beyond earlier consent. */
export interface ConsentRequest {
  readonly permissions: readonly GivenPermission[];
  readonly claims: readonly string[];
  readonly identifiers: readonly AskedIdentifier[];
}

interface Missing {
  readonly missingOIDCScope?: readonly string[];
  readonly missingOIDCClaims?: readonly string[];
  readonly missingResourceScopes?: Readonly<Record<string, readonly string[]>>;
}

const missingOf = (interaction: Interaction): Missing => interaction.prompt.details as Missing;

/** Identifiers that the page names; nothing else is stored of them. */
const askedIn = ({ prompt }: Interaction): readonly AskedIdentifier[] =>
  (prompt.details as IdentifierDetails).identifiers ?? [];

const asTexts = (value: unknown): readonly string[] =>
  [value].flat().filter((text): text is string => typeof text === 'string');

const apiWith = (scope: string, apis: ReadonlyMap<string, ApiDescription>): ApiDescription | undefined =>
  [...apis.values()].find(({ scopes }) => scopes.some(({ value }) => value === scope));

type DescribeApis = (identifiers: readonly string[]) => Promise<ReadonlyMap<string, ApiDescription>>;

export const readConsent = async (interaction: Interaction, describe: DescribeApis): Promise<ConsentRequest> => {
  const { missingOIDCScope = [], missingOIDCClaims = [], missingResourceScopes = {} } = missingOf(interaction);
  const identifiers = askedIn(interaction);
  const apis = await describe([...Object.keys(missingResourceScopes), ...asTexts(interaction.params['resource'])]);
  const ofApis = Object.entries(missingResourceScopes).flatMap(([identifier, scopes]) =>
    scopes.map((scope) => permissionOf(scope, apis.get(identifier))),
  );
  const missing = [...missingOIDCScope.map((scope) => permissionOf(scope, undefined)), ...ofApis];
  const isAboutIdentifiers = interaction.prompt.reasons.every((reason) => identifierReasons.has(reason));
  if (missing.length > 0 || isAboutIdentifiers) return { permissions: missing, claims: missingOIDCClaims, identifiers };
  // With `prompt=consent` nothing may be missing: then everything is shown.
  const asked = String(interaction.params['scope'] ?? '').split(' ');
  const permissions = asked.filter((scope) => scope !== '').map((scope) => permissionOf(scope, apiWith(scope, apis)));
  return { permissions, claims: missingOIDCClaims, identifiers };
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

/**
 * What the person chose about the identifiers on the page. Those that the application requires are allowed with the answer itself.
 *
 * @throws InvalidError when the page did not name one of them
 */
export const chosenIn = (interaction: Interaction, identifiers: readonly string[]): ReleaseAnswer => {
  const shown = askedIn(interaction);
  if (!identifiers.every((id) => shown.some((each) => each.id === id))) {
    throw new InvalidError('request.invalid', undefined, [
      { path: 'identifiers', message: 'identifiers must be named on the page' },
    ]);
  }
  const required = shown.filter((each) => each.required).map(({ id }) => id);
  return {
    accountId: interaction.session?.accountId ?? '',
    clientId: String(interaction.params['client_id']),
    shown,
    released: new Set([...identifiers, ...required]),
  };
};
