import type { Actor } from '@postern/management';
import type { ImportActor } from './user-import.entity.js';

/** Who imports, as it is kept until the import is over. */
export const importActor = ({ accountId, clientId, role, scopes, origin }: Actor): ImportActor => ({
  ...{ accountId, clientId, role, origin },
  scopes: [...scopes],
});
