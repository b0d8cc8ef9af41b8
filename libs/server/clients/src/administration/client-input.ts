import type { ClientRecord } from '@postern/contracts';
import { InvalidError } from '@postern/provider-kit';
import type { ClientSettings } from '../store/client-defaults.js';

interface Given extends Omit<Partial<ClientSettings>, 'token_endpoint_auth_method'> {
  readonly token_endpoint_auth_method?: ClientSettings['token_endpoint_auth_method'] | null;
  readonly client_authentication_methods?: unknown;
  readonly jwt_configuration?: { readonly alg: ClientRecord['id_token_signed_response_alg'] };
}

/**
 * The settings in a request body. What it says of credentials is none of them, and a method that is null leaves the one that
 * waits for the way back (A9). Throws InvalidError (`request.invalid`) for two algorithms of ID tokens.
 */
export const settingsGiven = ({
  client_authentication_methods: _,
  token_endpoint_auth_method: method,
  jwt_configuration,
  id_token_signed_response_alg: alg = jwt_configuration?.alg,
  ...settings
}: Given): Partial<ClientSettings> => {
  if (jwt_configuration !== undefined && jwt_configuration.alg !== alg) {
    const path = 'jwt_configuration.alg';
    throw new InvalidError('request.invalid', undefined, [
      { path, message: `${path} is not id_token_signed_response_alg` },
    ]);
  }
  return {
    ...settings,
    ...(typeof method === 'string' && { token_endpoint_auth_method: method }),
    ...(alg !== undefined && { id_token_signed_response_alg: alg }),
  };
};
