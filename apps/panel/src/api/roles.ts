import type { Role } from '@postern/contracts';

/** Whom the server lets administrate; it checks at every request. */
export const administrationRoles: readonly Role[] = ['owner', 'administrator'];
