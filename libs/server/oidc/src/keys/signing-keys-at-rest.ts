import type { SealedColumn } from '@postern/config';

/** Where the private halves of the signing keys lie. */
export const signingKeysAtRest: SealedColumn = {
  holds: 'signing key',
  table: 'signing_key',
  id: 'kid',
  column: 'encrypted_jwk',
  purpose: 'signing keys at rest',
};
