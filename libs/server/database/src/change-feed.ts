import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { DatabaseConfig } from './database.config.js';

type Listener = () => void;

/** Milliseconds between two keep-alive queries, and how long an answer is valid. */
const pause = 300;
const patience = 1000;

/**
 * Tells this process which tables changed, whoever changed them (PostgreSQL LISTEN/NOTIFY), so that what is kept in memory
 * is never older than a moment. After a lost connection every listener is called: anything may have changed meanwhile.
 *
 * A connection may die silently (power loss, a firewall that dropped its state), so a keep-alive query runs all the time: its answer
 * arrives after every notification that was sent before it.
 */
@Injectable()
export class ChangeFeed implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ChangeFeed.name);
  private readonly listeners = new Map<string, Set<Listener>>();
  private client: Client | undefined;
  /** When the last answered keep-alive query was sent. */
  private heard = 0;
  private stopped = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(@Inject(DatabaseConfig) private readonly config: DatabaseConfig) {}

  onChange(table: string, listener: Listener): void {
    const listeners = this.listeners.get(table) ?? new Set();
    listeners.add(listener);
    this.listeners.set(table, listeners);
  }

  /** Calls this process's own listeners at once, after a write of its own. Never fails: what was written is written. */
  announce(table: string): void {
    for (const listener of this.listeners.get(table) ?? []) {
      try {
        listener();
      } catch (error) {
        this.logger.error(error, `a listener to changes of ${table} failed`);
      }
    }
  }

  /** Whether every change by another process that is older than a second has arrived. */
  get connected(): boolean {
    return this.client !== undefined && performance.now() - this.heard < patience;
  }

  /** Resolves when the first attempt to connect has ended, well or not. */
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
      query_timeout: patience,
    });
    let isLost = false;
    const lost = (error?: Error): void => {
      if (isLost) return;
      isLost = true;
      if (this.client === client) this.client = undefined;
      client.removeAllListeners();
      // Without a listener, a late socket error of an abandoned client would end the process.
      client.on('error', () => undefined);
      cutOff(client);
      if (this.stopped) return;
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
      const asked = performance.now();
      await client.query('listen postern_changes');
      this.client = client;
      this.heard = asked;
      for (const table of this.listeners.keys()) this.announce(table);
      this.listenForLife(client).catch(lost);
    } catch (error) {
      lost(error as Error);
    }
  }

  /** @throws Error when PostgreSQL does not answer in time */
  private async listenForLife(client: Client): Promise<void> {
    while (this.client === client && !this.stopped) {
      await sleep(pause, undefined, { ref: false });
      const asked = performance.now();
      await client.query('select 1');
      this.heard = asked;
    }
  }
}

/** Without a Terminate message, which a dead connection would wait to send. */
const cutOff = (client: Client): void => {
  (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream.destroy();
};
