import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Client } from 'pg';
import { DatabaseConfig } from './database.config.js';

type Listener = () => void;

/**
 * Tells this process which tables changed, whoever changed them (PostgreSQL LISTEN/NOTIFY), so that what is kept in memory
 * is never older than a moment. After a lost connection every listener is called: anything may have changed meanwhile.
 */
@Injectable()
export class ChangeFeed implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ChangeFeed.name);
  private readonly listeners = new Map<string, Set<Listener>>();
  private client: Client | undefined;
  private stopped = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(@Inject(DatabaseConfig) private readonly config: DatabaseConfig) {}

  onChange(table: string, listener: Listener): void {
    const listeners = this.listeners.get(table) ?? new Set();
    listeners.add(listener);
    this.listeners.set(table, listeners);
  }

  /** Calls this process's own listeners at once, after a write of its own. */
  announce(table: string): void {
    for (const listener of this.listeners.get(table) ?? []) listener();
  }

  /** Whether changes by other processes arrive at the moment. */
  get connected(): boolean {
    return this.client !== undefined;
  }

  async onModuleInit(): Promise<void> {
    await this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.config.DATABASE_URL,
      application_name: 'postern changes',
      keepAlive: true,
      connectionTimeoutMillis: this.config.DATABASE_CONNECT_TIMEOUT,
    });
    const lost = (error?: Error): void => {
      if (this.stopped || (this.client !== undefined && this.client !== client)) return;
      this.client = undefined;
      client.removeAllListeners();
      // A late socket error of a client that was given up has nobody else to hear it.
      client.on('error', () => undefined);
      this.logger.warn(`changes of other processes do not arrive: ${error?.message ?? 'connection ended'}`);
      clearTimeout(this.retry);
      this.retry = setTimeout(() => void this.connect(), 500);
      this.retry.unref();
    };
    client.on('error', lost);
    client.on('end', () => lost());
    client.on('notification', ({ payload }) => this.announce(payload ?? ''));
    try {
      await client.connect();
      await client.query('listen postern_changes');
      this.client = client;
      for (const table of this.listeners.keys()) this.announce(table);
    } catch (error) {
      lost(error as Error);
    }
  }
}
