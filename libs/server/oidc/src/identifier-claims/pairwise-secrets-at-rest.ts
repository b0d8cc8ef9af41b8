import type { SealedColumn } from '@postern/config';

/** Where the secret lies that pairwise values are made with. */
export const pairwiseSecretsAtRest: SealedColumn = {
  holds: 'pairwise secret',
  table: 'pairwise_secret',
  id: 'purpose',
  column: 'encrypted_secret',
  purpose: 'pairwise secrets at rest',
};
