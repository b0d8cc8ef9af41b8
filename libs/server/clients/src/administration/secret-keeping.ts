import { clientSecretHash, newClientSecret } from '../client-secret.js';
import type { ClientEntity } from '../entities/client.entity.js';
import type { ClientSettings } from '../store/client-defaults.js';

interface Secret {
  /** Null when there is none to show. */
  readonly secret: string | null;
  readonly secretHash: string | null;
}

const none: Secret = { secret: null, secretHash: null };

export const freshSecret = ({ token_endpoint_auth_method: method }: ClientSettings): Secret => {
  if (method === 'none') return none;
  const secret = newClientSecret();
  return { secret, secretHash: clientSecretHash(secret) };
};

/**
 * The secret after a change: the current one, or a new one where one became necessary.
 *
 * @param withCredentials the application authenticates with those now; its secret is refused, and waits (A8, A9)
 */
export const keptSecret = (
  { secretHash }: Pick<ClientEntity, 'secretHash'>,
  settings: ClientSettings,
  withCredentials: boolean,
): Secret => {
  if (withCredentials) return { secret: null, secretHash };
  return settings.token_endpoint_auth_method === 'none' || secretHash === null
    ? freshSecret(settings)
    : { secret: null, secretHash };
};
