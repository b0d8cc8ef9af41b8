import { Injectable } from '@nestjs/common';
import type { Profile, ProfileChange, ProfileFieldValues } from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { PasswordHasher } from '@postern/provider-kit';
import { AuditedTransaction, recordBy } from '@postern/audit';
import type { Actor } from '@postern/management';
import { fieldValues, storeFieldValues } from '../fields/account-field-values.js';
import { ProfileFieldDirectory } from '../fields/profile-field-directory.service.js';

type Row = Omit<Profile, 'createdAt' | 'passwordMinLength' | 'fields'> & {
  readonly createdAt: Date;
  readonly values: ProfileFieldValues;
} & Record<string, unknown>;

const columns = `id, username, name, given_name as "givenName", family_name as "familyName", email, locale, role,
  password_hash is not null and one_time_password_until is null as "hasPassword", created_at as "createdAt",
  ${fieldValues('account.id', 'f.shown')} as values`;

/** `$2` is an object with the fields to change: absent fields stay, null clears a field. */
const update = `update account set
     name = case when $2::jsonb ? 'name' then $2::jsonb->>'name' else name end,
     given_name = case when $2::jsonb ? 'givenName' then $2::jsonb->>'givenName' else given_name end,
     family_name = case when $2::jsonb ? 'familyName' then $2::jsonb->>'familyName' else family_name end,
     email = case when $2::jsonb ? 'email' then $2::jsonb->>'email' else email end,
     locale = case when $2::jsonb ? 'locale' then $2::jsonb->>'locale' else locale end,
     updated_at = now()
   where id = $1
   returning id`;

/** Profiles that people edit themselves. */
@Injectable()
export class Profiles {
  constructor(
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
    private readonly hasher: PasswordHasher,
    private readonly fields: ProfileFieldDirectory,
  ) {}

  async get(accountId: string): Promise<Profile> {
    const row = await this.statements.one<Row>('profile.get', `select ${columns} from account where id = $1`, [
      accountId,
    ]);
    return this.profileOf(row);
  }

  /**
   * An address needs no proof here: it signs in, and is unique, once an administrator confirmed it. Throws `NotFoundError`, and as `storeFieldValues`
   * does.
   */
  async change(accountId: string, { fields: values = {}, ...change }: ProfileChange, actor: Actor): Promise<Profile> {
    if (Object.keys(change).length + Object.keys(values).length === 0) return this.get(accountId);
    await this.transaction.run([], async ({ manager, record }) => {
      const statements = Statements.in(manager);
      const held = await statements.one('account.update_profile', update, [accountId, JSON.stringify(change)]);
      if (held === undefined) throw new NotFoundError('account.not_found');
      const stored = await storeFieldValues(statements, accountId, values, 'person');
      const fields = [...Object.keys(change), ...stored.map((key) => `fields.${key}`)].sort();
      await record(recordBy(actor, { type: 'account.updated', accountId, details: { fields } }));
    });
    return this.get(accountId);
  }

  private async profileOf(row: Row | undefined): Promise<Profile> {
    if (row === undefined) throw new NotFoundError('account.not_found');
    const { id, username, name, givenName, familyName, email, locale, role, hasPassword, createdAt } = row;
    return {
      ...{ id, username, name, givenName, familyName, email, locale, role, hasPassword },
      passwordMinLength: this.hasher.shortest,
      fields: await this.fields.own(row.values),
      createdAt: createdAt.toISOString(),
    };
  }
}
