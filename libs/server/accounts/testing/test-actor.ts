import type { Actor } from '@postern/management';

/** Somebody with no role and no scopes; a command of Postern itself when no account is given. */
export const testActor = (accountId: string | null = null): Actor => ({
  ...{ accountId, clientId: 'postern', role: null, scopes: new Set() },
  origin: { address: '192.0.2.1', userAgent: null },
});
