import type { RequestOrigin } from '@postern/requests';
import type { Authority } from './authority.js';

/**
 * Who makes a change, with what rights, and from where: a caller of the management API, or a command of Postern itself. Declared here and
 * not in `audit`, because the rights are those of this library, and `audit` builds on it.
 */
export interface Actor extends Authority {
  readonly origin: RequestOrigin;
}
