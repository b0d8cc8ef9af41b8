import { Injectable } from '@nestjs/common';
import type { UserInput, UserRecord } from '@postern/contracts';
import { Statements } from '@postern/database';
import { PasswordHasher } from '@postern/provider-kit';
import { withAccountConflicts } from '../account-conflicts.js';
import { storeFieldValues } from '../fields/account-field-values.js';
import { AuditedTransaction, recordBy } from '@postern/audit';
import type { Actor } from '@postern/management';
import { oneTimeUntil } from '../sign-in/one-time-passwords.js';
import { initialPassword } from './initial-password.js';
import { assertMayGiveRole } from '../owner-rules.js';
import { userColumns, userRecord, type UserRow } from './user-records.js';

/** `initialPassword` is a one-time password that was made here; it is told once. */
export type UserWithPassword = UserRecord & { readonly initialPassword?: string };

const insert = `insert into account (username, name, email, confirmed_email, role, password_hash, one_time_password_until)
   values ($1, $2, $3, case when $4::boolean then $3 end, $5, $6, ${oneTimeUntil})
   returning id`;
const created = `select ${userColumns} from account where id = $1`;

/** Administrators create accounts. The password, chosen or generated, works once. */
@Injectable()
export class UserCreation {
  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * Throws `ForbiddenError` when somebody else than an owner makes an owner, `ConflictError` (`account.username_taken`,
   * `account.email_taken`), `InvalidError` for passwords not fit for use, and as `storeFieldValues` does.
   */
  async create(input: UserInput, actor: Actor): Promise<UserWithPassword> {
    const { username, name, email = null, emailVerified = false, role = 'member', fields = {} } = input;
    assertMayGiveRole(actor, role);
    const password = input.password ?? initialPassword();
    const values = [username, name, email, emailVerified, role, await this.hasher.hash(password)];
    const user = await withAccountConflicts(() =>
      this.transaction.run([], async ({ manager, record }) => {
        const statements = Statements.in(manager);
        const { id } = await statements.only<{ id: string }>('account.create', insert, values);
        await storeFieldValues(statements, id, fields, 'administrator');
        await record(recordBy(actor, { type: 'account.created', accountId: id, details: { username, role } }));
        return userRecord(await statements.only<UserRow>('account.created', created, [id]));
      }),
    );
    return input.password === undefined ? { ...user, initialPassword: password } : user;
  }
}
