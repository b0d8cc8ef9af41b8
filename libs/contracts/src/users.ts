import type { ProfileFieldChanges, ProfileFieldValues } from './profile-fields.js';
import type { Role } from './profile.js';

/** `/api/v2/users[/{id}]` */
export interface UserRecord {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  /** An administrator confirmed that the address is theirs; the claim `email_verified`. */
  readonly emailVerified: boolean;
  readonly role: Role;
  readonly status: 'active' | 'blocked';
  readonly identifierCount: number;
  /** Values of own profile fields. */
  readonly fields: ProfileFieldValues;
  readonly createdAt: string;
  readonly lastSignInAt: string | null;
}

/** `GET /api/v2/users?sort=`: ascending, or descending with a minus. Accounts that never signed in are last either way. */
export const userSortings = ['username', '-username', 'name', '-name', 'last_sign_in', '-last_sign_in'] as const;

export type UserSorting = (typeof userSortings)[number];

/** `GET /api/v2/users?role=&status=&identifiers=`: `none` finds accounts without identifiers, with only a password or no sign-in at all. */
export interface UserFilter {
  readonly role?: Role;
  readonly status?: UserRecord['status'];
  readonly identifiers?: 'none' | 'some';
}

/** POST body; PATCH takes `name`, `email`, `emailVerified`, `role`, `status`, `fields`. Without a password the answer carries an `initialPassword`. */
export interface UserInput {
  readonly username: string;
  readonly name: string;
  readonly email?: string | null;
  /** Confirms the address, which can then be used to sign in. */
  readonly emailVerified?: boolean;
  readonly role?: Role;
  /** A one-time password: valid once within 72 hours, to choose a new password. */
  readonly password?: string;
  readonly fields?: ProfileFieldChanges;
}
