import { identifierScopes } from '@postern/clients';
import type { Client } from 'oidc-provider';

export type ReleaseScope = (typeof identifierScopes)[number];

/**
 * Those of the scopes that tell of identifiers, as far as the application may have them at this moment: its administrator may have taken
 * them away since the token was issued.
 */
export const releaseScopes = (scope: string, client: Client | undefined): ReadonlySet<ReleaseScope> => {
  const asked = new Set(scope.split(' '));
  const registered = new Set(client?.scope?.split(' '));
  return new Set(identifierScopes.filter((name) => asked.has(name) && registered.has(name)));
};
