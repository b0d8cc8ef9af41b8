import type { ActiveCredential, Clients, RegisteredClient } from '@postern/clients';
import type { Client } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { wrapClientLookup } from '../engine-internals/clients.js';

const credentials = new WeakMap<Client, readonly ActiveCredential[]>();

/** What an application authenticates with instead of a secret; of the same moment as the engine's client. */
export const credentialsOf = (client: Client): readonly ActiveCredential[] => credentials.get(client) ?? [];

/**
 * Spares the engine making sure at every request that an application is still the one it knows, by a hash of everything that was
 * registered: `Clients` answers the same object until something changes. What is in memory comes without a promise, since this is on the
 * way of every request.
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
