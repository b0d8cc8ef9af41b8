import { nameUnopened, plural, type SealedRows } from './sealed-rows.js';

/** Days for which a cookie that an earlier server signed may come back: as long as the engine lets a session live. */
const cookieDays = 14;

const counted = ({ column: { holds }, count, renewed }: SealedRows): string =>
  `${renewed.length} of ${count} ${plural(count, holds)}`;

/**
 * What was done and what is left, for the operator at the terminal.
 *
 * @throws Error with the same words when none of the keys decrypts a secret
 */
export const reportEncryption = (outcome: readonly SealedRows[]): string => {
  const done = `Encrypted anew: ${outcome.map(counted).join(', ')}.`;
  const unopened = nameUnopened(outcome);
  if (unopened !== '') {
    throw new Error(
      `${done} Left: ${unopened}. None of the keys opens that; add the key that was in use when it was stored to POSTERN_ENCRYPTION_KEY_PREVIOUS and run this again.`,
    );
  }
  return `${done} Nothing is left under another key. POSTERN_ENCRYPTION_KEY_PREVIOUS can be emptied ${cookieDays} days after the last server began to use the new key; before that, people whose browsers were not here since would have to sign in again.`;
};
