import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { AuditLog, type AuditRecord } from '@postern/audit';
import { ChangeFeed } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { SignInProviderEntity } from '../sign-in-provider.entity.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A row while it is being changed. */
export type StoredMethod = Writable<SignInProviderEntity>;

/** One change of the methods: everything in it happens, with its events, or nothing. */
export class MethodChange {
  constructor(
    readonly manager: EntityManager,
    private readonly audit: AuditLog,
  ) {}

  /** @throws NotFoundError */
  async get(id: string): Promise<StoredMethod> {
    // No identifier is linked through the method until the change is over: that needs the row's key (FOR KEY SHARE).
    const lock = { mode: 'pessimistic_write' } as const;
    const method = await this.manager.findOne(SignInProviderEntity, { where: { id }, lock });
    if (method === null) throw new NotFoundError('provider.not_found');
    return method;
  }

  async save(method: Partial<StoredMethod>): Promise<StoredMethod> {
    return this.manager.save(SignInProviderEntity, { ...method, updatedAt: new Date() });
  }

  async hasIdentifiers(id: string): Promise<boolean> {
    const found: unknown[] = await this.manager.query(
      'select 1 from external_identity where provider_id = $1 limit 1',
      [id],
    );
    return found.length > 0;
  }

  record(record: AuditRecord): Promise<void> {
    return this.audit.recordIn(this.manager, record);
  }
}

/** Writes sign-in methods, one change after the other across all server processes. */
@Injectable()
export class MethodStore {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
  ) {}

  /**
   * Rules over several rows hold because changes take turns; readers and sign-ins do not wait. Afterwards this process knows
   * of the change at once, the others a moment later.
   */
  async change<T>(work: (change: MethodChange) => Promise<T>): Promise<T> {
    const result = await this.database.transaction(async (manager) => {
      await manager.query('lock table sign_in_provider in share row exclusive mode');
      return work(new MethodChange(manager, this.audit));
    });
    this.changes.announce('sign_in_provider');
    return result;
  }
}
