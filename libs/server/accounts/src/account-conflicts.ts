import { violatedConstraint } from '@postern/database';
import { ConflictError } from '@postern/errors';

/** Runs a write to `account`; a username or confirmed address of another account becomes a `ConflictError`. */
export const withAccountConflicts = async <T>(write: () => Promise<T>): Promise<T> => {
  try {
    return await write();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'account_username') throw new ConflictError('account.username_taken');
    if (constraint === 'account_confirmed_email_unique') throw new ConflictError('account.email_taken');
    throw error;
  }
};
