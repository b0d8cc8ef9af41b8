/** Scopes of the management API (`aud` = `<origin>/api/v2`): one's own profile. */
export const profileScopes = ['read:me', 'update:me'] as const;

/** Scopes that need an administrator's role besides. */
export const administrationScopes = [
  'read:users',
  'create:users',
  'update:users',
  'delete:users',
  'read:clients',
  'create:clients',
  'update:clients',
  'delete:clients',
  'read:sign_in_methods',
  'create:sign_in_methods',
  'update:sign_in_methods',
  'delete:sign_in_methods',
  'read:audit_events',
] as const;

export const managementScopes = [...profileScopes, ...administrationScopes] as const;
export type ManagementScope = (typeof managementScopes)[number];

/** Client id of the panel: a public client, code + PKCE, redirect address `<origin>/panel/callback`. */
export const panelClientId = 'postern-panel';

export const languages = ['en', 'fr', 'de', 'es', 'it', 'ru'] as const;
export type Language = (typeof languages)[number];
