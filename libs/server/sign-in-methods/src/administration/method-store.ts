import { Injectable } from '@nestjs/common';
import { AuditedChange, AuditedTransaction } from '@postern/audit';
import { NotFoundError } from '@postern/errors';
import { SignInProviderEntity } from '../sign-in-provider.entity.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A row while it is being changed. */
export type StoredMethod = Writable<SignInProviderEntity>;

/** One change of the methods. */
export class MethodChange extends AuditedChange {
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
}

/** Writes sign-in methods, one change after the other across all server processes. */
@Injectable()
export class MethodStore {
  constructor(private readonly transaction: AuditedTransaction) {}

  /** Rules over several rows hold because changes take turns; readers and sign-ins do not wait. */
  async change<T>(work: (change: MethodChange) => Promise<T>): Promise<T> {
    return this.transaction.run(['sign_in_provider'], async ({ manager, record }) => {
      await manager.query('lock table sign_in_provider in share row exclusive mode');
      return work(new MethodChange(manager, record));
    });
  }
}
