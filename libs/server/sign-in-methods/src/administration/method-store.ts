import { Injectable } from '@nestjs/common';
import { AuditedChange, AuditedTransaction } from '@postern/audit';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { assertRoleStands, assertWithin, type Authority } from '@postern/management';
import type { EntityManager } from 'typeorm';
import { SignInMethodEntity } from '../sign-in-method.entity.js';

/** One change of the methods. */
export class MethodChange extends AuditedChange {
  constructor(
    { manager, record }: AuditedChange,
    private readonly actor: Authority | null,
  ) {
    super(manager, record);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<SignInMethodEntity> {
    // Blocks links through the method until the change is over, because they lock the row's key (FOR KEY SHARE).
    const lock = { mode: 'pessimistic_write' } as const;
    const method = await this.manager.findOne(SignInMethodEntity, { where: { id }, lock });
    if (method === null) throw new NotFoundError('sign_in_method.not_found');
    return method;
  }

  /** As `get`, to change the method itself. @throws ForbiddenError for a caller who is limited to another organization */
  async getOwn(id: string): Promise<SignInMethodEntity> {
    const method = await this.get(id);
    if (this.actor?.within === undefined) return method;
    const { organization } = await Statements.in(this.manager).only<{ readonly organization: string | null }>(
      'sign_in_method.organization',
      'select sign_in_method_organization($1) as organization',
      [id],
    );
    assertWithin(this.actor, organization);
    await assertRoleStands(Statements.in(this.manager), this.actor);
    return method;
  }

  async save(method: Partial<SignInMethodEntity>): Promise<SignInMethodEntity> {
    return this.manager.save(SignInMethodEntity, { ...method, updatedAt: new Date() });
  }
}

export const lockMethods = async (manager: EntityManager): Promise<void> => {
  await Statements.in(manager).run(
    'sign_in_method.lock_table',
    'lock table sign_in_method in share row exclusive mode',
  );
};

/** Writes sign-in methods, one change after the other across all server processes. */
@Injectable()
export class MethodStore {
  constructor(private readonly transaction: AuditedTransaction) {}

  /**
   * Serializing changes keeps rules over several rows; readers and sign-ins do not wait.
   *
   * @param actor whose rights limit the change; null for Postern itself
   */
  async change<T>(actor: Authority | null, work: (change: MethodChange) => Promise<T>): Promise<T> {
    return this.transaction.run(['sign_in_method', 'sign_in_placement'], async (change) => {
      await lockMethods(change.manager);
      if (actor !== null) await assertRoleStands(Statements.in(change.manager), actor);
      return work(new MethodChange(change, actor));
    });
  }
}
