import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ChangeFeed } from '@postern/database';
import { DataSource } from 'typeorm';
import { Client } from './client.entity.js';
import { engineMetadata } from './engine-metadata.js';

/** Clients kept in memory at most; beyond that the one read longest ago goes. */
const capacity = 5000;

/** Milliseconds an entry serves while changes of other processes do not arrive, and an unknown id at any time. */
const usableUnheard = 1000;

interface Entry {
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
  readonly readAt: number;
}

/** The registered applications as the engine needs them at every request: from memory, forgotten when one changes. */
@Injectable()
export class Clients implements OnModuleInit {
  private entries = new Map<string, Promise<Entry>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: ChangeFeed,
  ) {}

  onModuleInit(): void {
    this.changes.onChange('client', () => {
      this.entries = new Map();
    });
  }

  async engineMetadata(clientId: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const { entries } = this;
    const entry = await entries.get(clientId);
    if (entry !== undefined && this.isUsable(entry)) return entry.metadata;
    const loading = this.read(clientId);
    entries.delete(clientId);
    entries.set(clientId, loading);
    if (entries.size > capacity) entries.delete(entries.keys().next().value ?? '');
    try {
      return (await loading).metadata;
    } catch (error) {
      entries.delete(clientId);
      throw error;
    }
  }

  private isUsable({ metadata, readAt }: Entry): boolean {
    return (metadata !== undefined && this.changes.connected) || Date.now() - readAt < usableUnheard;
  }

  private async read(clientId: string): Promise<Entry> {
    const client = await this.dataSource.getRepository(Client).findOneBy({ clientId });
    return { metadata: client === null ? undefined : engineMetadata(client), readAt: Date.now() };
  }
}
