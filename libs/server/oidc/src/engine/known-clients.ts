import type { ActiveCredential, Clients, RegisteredClient } from '@postern/clients';
import type { Client } from 'oidc-provider';
import type Provider from 'oidc-provider';

type Find = (clientId: unknown) => Promise<Client | undefined>;

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
  const { Client } = provider as unknown as {
    readonly Client: { find: (clientId: unknown) => ReturnType<Find> | Client };
  };
  const find = Client.find.bind(Client) as Find;

  const load = async (clientId: string): Promise<Client | undefined> => {
    const registered = await clients.registered(clientId);
    if (registered === undefined) return undefined;
    const client = known.get(registered) ?? (await find(clientId));
    if (client === undefined) return undefined;
    known.set(registered, client);
    credentials.set(client, registered.credentials);
    return client;
  };
  Client.find = (clientId) => {
    if (typeof clientId !== 'string') return Promise.resolve(undefined);
    const remembered = clients.remembered(clientId);
    return (remembered && known.get(remembered)) ?? load(clientId);
  };
};
