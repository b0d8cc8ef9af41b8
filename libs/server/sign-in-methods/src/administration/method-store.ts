import { Injectable } from '@nestjs/common';
import { AuditedChange, AuditedTransaction } from '@postern/audit';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { SignInMethodEntity } from '../sign-in-method.entity.js';

/** One change of the methods. */
export class MethodChange extends AuditedChange {
  /** @throws NotFoundError */
  async get(id: string): Promise<SignInMethodEntity> {
    // Blocks links through the method until the change is over, because they lock the row's key (FOR KEY SHARE).
    const lock = { mode: 'pessimistic_write' } as const;
    const method = await this.manager.findOne(SignInMethodEntity, { where: { id }, lock });
    if (method === null) throw new NotFoundError('sign_in_method.not_found');
    return method;
  }

  async save(method: Partial<SignInMethodEntity>): Promise<SignInMethodEntity> {
    return this.manager.save(SignInMethodEntity, { ...method, updatedAt: new Date() });
  }
}

/** Writes sign-in methods, one change after the other across all server processes. */
@Injectable()
export class MethodStore {
  constructor(private readonly transaction: AuditedTransaction) {}

  /** Serializing changes keeps rules over several rows; readers and sign-ins do not wait. */
  async change<T>(work: (change: MethodChange) => Promise<T>): Promise<T> {
    return this.transaction.run(['sign_in_method', 'sign_in_placement'], async ({ manager, record }) => {
      await Statements.in(manager).run(
        'sign_in_method.lock_table',
        'lock table sign_in_method in share row exclusive mode',
      );
      return work(new MethodChange(manager, record));
    });
  }
}
