import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ChangeFeed } from '@postern/database';
import { DataSource } from 'typeorm';
import { isClientId } from '../client-id.js';
import { ClientEntity } from '../entities/client.entity.js';
import type { ActiveCredential } from '../credentials/active-credential.js';
import { LRUCache } from 'lru-cache';
import { type EngineMetadata, engineMetadata } from './engine-metadata.js';
import { findClientWithCredentials } from './find-client.js';

/** Sizes of the caches of applications and of unknown ids. They are separate, so that made-up ids evict only each other. */
const capacity = 1000;
/** Milliseconds for which an id that is not registered stays so. */
const missServes = 2000;
/** Milliseconds an entry serves while changes of other processes do not arrive. */
const unheardServes = 1000;

/** A snapshot of an application; the same object until something changes. */
export interface RegisteredClient {
  readonly client: ClientEntity;
  /** What it authenticates with instead of a secret. */
  readonly credentials: readonly ActiveCredential[];
  /** What the protocol engine knows of it. */
  readonly metadata: EngineMetadata;
  /** Milliseconds since 1970. */
  readonly readAt: number;
}

/** Everything that one state of the tables said. */
class Snapshot {
  readonly known = new LRUCache<string, RegisteredClient>({ max: capacity });
  readonly missing = new LRUCache<string, number>({ max: capacity });
  readonly loading = new Map<string, Promise<RegisteredClient | undefined>>();
}

/** The registered applications, for every request of the engine: cached until any changes, in this or another process. */
@Injectable()
export class Clients implements OnModuleInit {
  private snapshot = new Snapshot();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly changes: ChangeFeed,
  ) {}

  onModuleInit(): void {
    for (const table of ['client', 'client_credential', 'client_credential_use', 'organization']) {
      this.changes.onChange(table, () => {
        this.snapshot = new Snapshot();
      });
    }
  }

  async find(clientId: string): Promise<ClientEntity | undefined> {
    return (await this.registered(clientId))?.client;
  }

  async engineMetadata(clientId: string): Promise<EngineMetadata | undefined> {
    return (await this.registered(clientId))?.metadata;
  }

  /** The cached value if it is valid; undefined if the database has to be asked. For callers that cannot await. */
  remembered(clientId: string): RegisteredClient | undefined {
    const known = this.snapshot.known.get(clientId);
    if (known === undefined) return undefined;
    return this.changes.connected || Date.now() - known.readAt < unheardServes ? known : undefined;
  }

  async registered(clientId: string): Promise<RegisteredClient | undefined> {
    if (!isClientId(clientId)) return undefined;
    const { snapshot } = this;
    const known = this.remembered(clientId);
    if (known !== undefined) return known;
    if (Date.now() - (snapshot.missing.get(clientId) ?? 0) < missServes) return undefined;
    return snapshot.loading.get(clientId) ?? this.load(snapshot, clientId);
  }

  /** Stored in the snapshot of the caller: a reading during which the table changed is not cached. */
  private load(snapshot: Snapshot, clientId: string): Promise<RegisteredClient | undefined> {
    const loading = this.read(clientId)
      .then((known) => {
        if (known === undefined) snapshot.missing.set(clientId, Date.now());
        else snapshot.known.set(clientId, known);
        return known;
      })
      .finally(() => snapshot.loading.delete(clientId));
    snapshot.loading.set(clientId, loading);
    return loading;
  }

  private async read(clientId: string): Promise<RegisteredClient | undefined> {
    const found = await findClientWithCredentials(this.database.manager, clientId);
    if (found === undefined) return undefined;
    const { client, credentials, organization } = found;
    return { client, credentials, metadata: engineMetadata(client, credentials, organization), readAt: Date.now() };
  }
}
