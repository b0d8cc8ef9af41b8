import type { Clients } from '@postern/clients';
import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Applications as the engine reads them: from memory, kept current by the clients feature. The engine never writes them. */
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
