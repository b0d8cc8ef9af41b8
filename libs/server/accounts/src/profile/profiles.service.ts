import { Injectable } from '@nestjs/common';
import type { Profile, ProfileChange } from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { PasswordHasher } from '@postern/provider-kit';
import { AuditedTransaction, recordBy } from '@postern/audit';
import type { Actor } from '@postern/management';

type Row = Omit<Profile, 'createdAt' | 'passwordMinLength'> & { readonly createdAt: Date } & Record<string, unknown>;

const columns = `id, username, name, given_name as "givenName", family_name as "familyName", email, locale, role,
  password_hash is not null and one_time_password_until is null as "hasPassword", created_at as "createdAt"`;

/** `$2` is an object with the fields to change: absent fields stay, null clears a field. */
const update = `update account set
     name = case when $2::jsonb ? 'name' then $2::jsonb->>'name' else name end,
     given_name = case when $2::jsonb ? 'givenName' then $2::jsonb->>'givenName' else given_name end,
     family_name = case when $2::jsonb ? 'familyName' then $2::jsonb->>'familyName' else family_name end,
     email = case when $2::jsonb ? 'email' then $2::jsonb->>'email' else email end,
     locale = case when $2::jsonb ? 'locale' then $2::jsonb->>'locale' else locale end,
     updated_at = now()
   where id = $1
   returning ${columns}`;

/** Profiles that people edit themselves. */
@Injectable()
export class Profiles {
  constructor(
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
    private readonly hasher: PasswordHasher,
  ) {}

  async get(accountId: string): Promise<Profile> {
    const row = await this.statements.one<Row>('profile.get', `select ${columns} from account where id = $1`, [
      accountId,
    ]);
    return this.profileOf(row);
  }

  /** An address needs no proof here: it signs in, and is unique, once an administrator confirmed it. */
  async change(accountId: string, change: ProfileChange, actor: Actor): Promise<Profile> {
    const fields = Object.keys(change).sort();
    if (fields.length === 0) return this.get(accountId);
    return this.transaction.run([], async ({ manager, record }) => {
      const row = await Statements.in(manager).one<Row>('account.update_profile', update, [
        accountId,
        JSON.stringify(change),
      ]);
      const profile = this.profileOf(row);
      await record(recordBy(actor, { type: 'account.updated', accountId, details: { fields } }));
      return profile;
    });
  }

  private profileOf(row: Row | undefined): Profile {
    if (row === undefined) throw new NotFoundError('account.not_found');
    const { id, username, name, givenName, familyName, email, locale, role, hasPassword, createdAt } = row;
    return {
      ...{ id, username, name, givenName, familyName, email, locale, role, hasPassword },
      passwordMinLength: this.hasher.shortest,
      createdAt: createdAt.toISOString(),
    };
  }
}
