import type { PosternConfig } from '@postern/local';
import { query } from './database.js';

/**
 * Passwords that were set for people count as their own, as if each had chosen the same again: tests sign in with them as often as they
 * like. What a one-time password does is the matter of tests of its own.
 *
 * @param username undefined: everybody's
 */
export const ownPasswords = async (postern: PosternConfig, username?: string): Promise<void> => {
  await query(
    postern,
    'update account set one_time_password_until = null where one_time_password_until is not null and username = coalesce($1, username)',
    [username ?? null],
  );
};
