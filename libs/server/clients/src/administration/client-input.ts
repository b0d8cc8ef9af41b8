import { type GivenAccess, wholeAccess } from '../store/client-access.js';
import type { ClientSettings } from '../store/client-defaults.js';
import { changedRoleLevels, changedTexts } from '../store/client-defaults.js';

interface Given extends Omit<Partial<ClientSettings>, 'token_endpoint_auth_method' | 'client_metadata' | 'access'> {
  readonly token_endpoint_auth_method?: ClientSettings['token_endpoint_auth_method'] | null;
  readonly client_metadata?: Readonly<Record<string, string | null>>;
  readonly client_authentication_methods?: unknown;
  readonly access?: GivenAccess;
}

/**
 * The settings in a request body. Credentials are not settings, and a method of null keeps the stored one for a return to the secret
 * (docs/statements.md A9).
 */
export const settingsGiven = (
  {
    client_authentication_methods: _,
    token_endpoint_auth_method: method,
    client_metadata: texts,
    role_acr_values: demands,
    access,
    ...settings
  }: Given,
  before: Pick<ClientSettings, 'client_metadata' | 'role_acr_values'> = {},
): Partial<ClientSettings> => ({
  ...settings,
  ...(typeof method === 'string' && { token_endpoint_auth_method: method }),
  ...(texts !== undefined && { client_metadata: changedTexts(before.client_metadata ?? {}, texts) }),
  ...(access !== undefined && { access: wholeAccess(access) }),
  ...(demands !== undefined && { role_acr_values: changedRoleLevels(before.role_acr_values ?? {}, demands) }),
});
