import type { SealedColumn } from '@postern/config';
import { gatewayKeysAtRest } from '@postern/gateway';
import { pairwiseSecretsAtRest, signingKeysAtRest } from '@postern/oidc';

/** Everything that is encrypted at rest; a test compares it with the entities. */
export const sealedColumns: readonly SealedColumn[] = [signingKeysAtRest, gatewayKeysAtRest, pairwiseSecretsAtRest];
