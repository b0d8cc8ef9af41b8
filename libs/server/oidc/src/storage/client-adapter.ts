import type { Clients } from '@postern/clients';
import type { Adapter, AdapterPayload } from 'oidc-provider';

/** The engine's adapter for clients: read from the cache of the clients feature, never written. */
export class ClientAdapter implements Adapter {
  constructor(private readonly clients: Clients) {}

  async find(clientId: string): Promise<AdapterPayload | undefined> {
    return (await this.clients.engineMetadata(clientId)) as AdapterPayload | undefined;
  }

  async findByUid(): Promise<undefined> {
    return undefined;
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async upsert(): Promise<void> {
    throw new Error('the engine does not write clients');
  }

  async consume(): Promise<void> {
    throw new Error('the engine does not write clients');
  }

  async destroy(): Promise<void> {
    throw new Error('the engine does not write clients');
  }

  async revokeByGrantId(): Promise<void> {
    throw new Error('the engine does not write clients');
  }
}
