import { Logger } from '@nestjs/common';
import { ChangeFeed } from '@postern/database';
import { TestApi } from '@postern/management/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AuditedChange, AuditEventEntity, AuditModule, AuditedTransaction } from './index.js';

describe('audited transaction', () => {
  let api: TestApi;
  let transaction: AuditedTransaction;
  let heard: string[];
  beforeAll(async () => {
    api = await TestApi.start({ imports: [AuditModule], entities: [AuditEventEntity] });
    transaction = api.get(AuditedTransaction);
    const feed = api.get(ChangeFeed);
    for (const table of ['client', 'resource_server']) feed.onChange(table, () => heard.push(table));
  });
  afterAll(() => api?.stop());
  beforeEach(async () => {
    heard = [];
    await api.sql('truncate audit_event');
    await api.sql('create table thing (name text primary key)');
  });
  afterEach(() => api.sql('drop table thing'));
  const add = (name: string, after: () => void = () => undefined) =>
    transaction.run(['client'], async ({ manager, record }) => {
      await manager.query('insert into thing values ($1)', [name]);
      await record({ type: 'client.created', details: { name } });
      after();
      return name;
    });
  const names = async () =>
    (await api.sql<{ name: string }>('select name from thing order by name')).map((row) => row.name);
  const events = async () =>
    (await api.sql<{ name: string }>(`select details ->> 'name' as name from audit_event order by id`)).map(
      (row) => row.name,
    );

  it('keeps a change together with its event, and announces its tables', async () => {
    expect(await add('a')).toBe('a');

    expect([await names(), await events(), heard]).toEqual([['a'], ['a'], ['client']]);
  });

  it('keeps and announces nothing of a change that fails after its event', async () => {
    const failing = add('a', () => {
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    expect([await names(), await events(), heard]).toEqual([[], [], []]);
  });

  it('keeps nothing of a change whose event cannot be written', async () => {
    await api.sql('alter table audit_event rename to gone');
    try {
      await expect(add('a')).rejects.toThrow('audit_event');
    } finally {
      await api.sql('alter table gone rename to audit_event');
    }

    expect([await names(), await events(), heard]).toEqual([[], [], []]);
  });

  it('refuses writes that come after its work has ended', async () => {
    const late = await transaction.run(['client'], (change) => Promise.resolve(change));
    const failed = await transaction
      .run(['client'], (change) => Promise.reject(Object.assign(new Error('no'), { change })))
      .catch((error: { readonly change: AuditedChange }) => error.change);

    for (const { manager, record } of [late, failed as AuditedChange]) {
      await expect(manager.query('insert into thing values ($1)', ['late'])).rejects.toThrow();
      await expect(record({ type: 'client.created', details: { name: 'late' } })).rejects.toThrow();
    }
    expect([await names(), await events()]).toEqual([[], []]);
  });

  it('keeps nothing of work that fails while another part of it still runs', async () => {
    let finish: () => void = () => undefined;
    const other = new Promise<void>((resolve) => (finish = resolve));
    let rest: Promise<unknown> = Promise.resolve();
    const failing = transaction.run(['client'], async ({ manager, record }) => {
      rest = other
        .then(() => manager.query('insert into thing values ($1)', ['rest']))
        .then(() => record({ type: 'client.created' }));
      rest.catch(() => undefined);
      await manager.query('insert into thing values ($1)', ['a']);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    finish();

    await expect(rest).rejects.toThrow();
    expect([await names(), await events(), heard]).toEqual([[], [], []]);
  });

  it('is committed although a listener of the change feed fails', async () => {
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    api.get(ChangeFeed).onChange('client_grant', () => {
      throw new Error('no');
    });

    const kept = transaction.run(['client_grant', 'client'], ({ manager }) =>
      manager.query(`insert into thing values ('a')`),
    );

    await expect(kept).resolves.toBeDefined();
    expect([await names(), heard]).toEqual([['a'], ['client']]);
  });

  it('keeps one of two changes that collide, with one event', async () => {
    const outcomes = await Promise.allSettled([add('a'), add('a')]);

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect([await names(), await events(), heard]).toEqual([['a'], ['a'], ['client']]);
  });
});
