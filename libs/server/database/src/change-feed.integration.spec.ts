import { connect, createServer, type Server, type Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { ChangeFeed } from './change-feed.js';
import { DatabaseConfig } from './database.config.js';

/** A proxy in front of PostgreSQL that can stop forwarding without closing a connection. */
class Way {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private isSilent = false;

  private constructor(private readonly server: Server) {}

  static async to({ hostname, port }: URL): Promise<Way> {
    const server = createServer();
    const way = new Way(server);
    server.on('connection', (near) => {
      const far = connect(Number(port), hostname);
      way.pairs.add([near, far]);
      near.on('data', (data) => way.isSilent || far.write(data));
      far.on('data', (data) => way.isSilent || near.write(data));
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        one.on('error', () => undefined);
        one.on('close', () => other.destroy());
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return way;
  }

  get port(): string {
    return String((this.server.address() as { readonly port: number }).port);
  }

  beSilent(isSilent: boolean): void {
    this.isSilent = isSilent;
  }

  close(): void {
    for (const pair of this.pairs) for (const socket of pair) socket.destroy();
    this.server.close();
  }
}

let database: TestDatabase;
let way: Way;
let feed: ChangeFeed;
let heard: number;

beforeEach(async () => {
  database = await createTestDatabase();
  const url = new URL(database.url);
  way = await Way.to(url);
  url.host = `127.0.0.1:${way.port}`;
  feed = new ChangeFeed(Object.assign(new DatabaseConfig(), { DATABASE_URL: url.href }));
  heard = 0;
  feed.onChange('gateway_trust_anchor', () => (heard += 1));
  await feed.onModuleInit();
});
afterEach(async () => {
  await feed.onApplicationShutdown();
  way.close();
  await database.drop();
});

const change = async (): Promise<void> => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('delete from gateway_trust_anchor');
  await client.end();
};

describe('the feed of changes', () => {
  it('calls every listener, also after one that fails', async () => {
    const logged = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    let last = 0;
    feed.onChange('gateway_trust_anchor', () => {
      throw new Error('no');
    });
    feed.onChange('gateway_trust_anchor', () => (last += 1));

    feed.announce('gateway_trust_anchor');
    expect([last, logged.mock.calls.length]).toEqual([1, 1]);

    await change();
    await expect.poll(() => last).toBeGreaterThan(1);
    expect(feed.connected).toBe(true);
  });

  it('receives changes of another process, and reports that it is current', async () => {
    const before = heard;
    await change();

    await expect.poll(() => heard).toBeGreaterThan(before);
    expect(feed.connected).toBe(true);
  });

  it('notices a silent PostgreSQL on an open connection, and calls every listener when it is back', async () => {
    way.beSilent(true);
    await change();
    await expect.poll(() => feed.connected).toBe(false);
    const before = heard;
    way.beSilent(false);

    await expect.poll(() => feed.connected, { timeout: 10_000 }).toBe(true);
    expect(heard).toBeGreaterThan(before);
    const again = heard;
    await change();
    await expect.poll(() => heard).toBeGreaterThan(again);
  });

  it('reconnects after its connection was ended, with one connection only', async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const connections = async (action: string) =>
      (
        await client.query<{ readonly pid: number }>(
          `select ${action} as pid from pg_stat_activity where application_name = 'postern changes' and datname = current_database()`,
        )
      ).rows.length;
    await connections('pg_terminate_backend(pid)');
    await expect.poll(() => feed.connected, { interval: 5 }).toBe(false);
    await expect.poll(() => feed.connected).toBe(true);

    expect(await connections('pid')).toBe(1);
    await client.end();
  });
});
