import type { ActiveCredential, Clients, RegisteredClient } from '@postern/clients';
import type { Client } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { wrapClientLookup } from '../engine-internals/clients.js';

const credentials = new WeakMap<Client, readonly ActiveCredential[]>();

/** What an application authenticates with instead of a secret; of the same moment as the engine's client. */
export const credentialsOf = (client: Client): readonly ActiveCredential[] => credentials.get(client) ?? [];

/**
 * Skips the engine's per-request hash of client metadata: `Clients` returns the same object until something changes. Cached values come
 * without a promise, because every request passes here.
 */
export const rememberClients = (provider: Provider, clients: Clients): void => {
  const known = new WeakMap<RegisteredClient, Client>();
  wrapClientLookup(provider, (find) => {
    const load = async (clientId: string): Promise<Client | undefined> => {
      const registered = await clients.registered(clientId);
      if (registered === undefined) return undefined;
      const client = known.get(registered) ?? (await find(clientId));
      if (client === undefined) return undefined;
      known.set(registered, client);
      credentials.set(client, registered.credentials);
      return client;
    };
    return (clientId) => {
      if (typeof clientId !== 'string') return Promise.resolve(undefined);
      const remembered = clients.remembered(clientId);
      return (remembered && known.get(remembered)) ?? load(clientId);
    };
  });
};
