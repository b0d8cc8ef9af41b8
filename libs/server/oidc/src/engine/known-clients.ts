import type { Clients } from '@postern/clients';
import type { Client } from 'oidc-provider';
import type Provider from 'oidc-provider';

type Find = (clientId: unknown) => Promise<Client | undefined>;

/**
 * Spares the engine making sure at every request that an application is still the one it knows, by a hash of everything that was
 * registered: `Clients` answers the same object until something changes.
 */
export const rememberClients = (provider: Provider, clients: Clients): void => {
  const known = new WeakMap<object, Client>();
  const { Client } = provider as unknown as { readonly Client: { find: Find } };
  const find = Client.find.bind(Client);
  Client.find = async (clientId) => {
    const metadata = typeof clientId === 'string' ? await clients.engineMetadata(clientId) : undefined;
    if (metadata === undefined) return undefined;
    const client = known.get(metadata) ?? (await find(clientId));
    if (client !== undefined) known.set(metadata, client);
    return client;
  };
};
