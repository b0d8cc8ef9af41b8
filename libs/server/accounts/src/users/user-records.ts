import type { UserRecord } from '@postern/contracts';
import { fieldValues } from '../fields/account-field-values.js';

/** A row of `userColumns`. */
export type UserRow = Omit<UserRecord, 'createdAt' | 'lastSignInAt'> & {
  readonly createdAt: Date;
  readonly lastSignInAt: Date | null;
} & Record<string, unknown>;

/** Of `account`. */
export const userColumns = `id, username, name, email, confirmed_email is not null as "emailVerified", role, status, created_at as "createdAt",
  last_sign_in_at as "lastSignInAt",
  (select count(*)::integer from identifier i where i.account_id = account.id) as "identifierCount", ${fieldValues('account.id')} as fields`;

export const userRecord = (row: UserRow): UserRecord => ({
  id: row.id,
  username: row.username,
  name: row.name,
  email: row.email,
  emailVerified: row.emailVerified,
  role: row.role,
  status: row.status,
  identifierCount: row.identifierCount,
  fields: row.fields,
  createdAt: row.createdAt.toISOString(),
  lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
});
