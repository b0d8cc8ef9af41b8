import { BerReader, inside, readOctets, tags } from './ber.js';
import type { CryptoKit } from './crypto-kit.js';
import { decrypt } from './encryption.js';
import { spellingsOf } from './password.js';
import { WorkBudget } from './work-budget.js';

/**
 * Opens an `EncryptedPrivateKeyInfo` (RFC 5958 §3).
 *
 * @returns DER of its PrivateKeyInfo
 * @throws KeyFileError
 */
export const openEncryptedKey = async (der: Uint8Array, password: string, kit: CryptoKit): Promise<Uint8Array> => {
  const reader = inside(new BerReader(der).next(tags.sequence));
  const place = { kit, budget: new WorkBudget() };
  const algorithm = reader.next(tags.sequence);
  return decrypt(algorithm, readOctets(reader.next()), spellingsOf(password), place);
};
