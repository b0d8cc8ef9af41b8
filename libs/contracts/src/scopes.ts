/** Scopes of the management API (`aud` = `<origin>/api/v2`): one's own profile. */
export const profileScopes = ['read:me', 'update:me'] as const;

/** Scopes that also need an administrative role. */
export const administrationScopes = [
  'read:users',
  'create:users',
  'update:users',
  'delete:users',
  'update:administrators',
  'read:groups',
  'create:groups',
  'update:groups',
  'delete:groups',
  'read:organizations',
  'create:organizations',
  'update:organizations',
  'delete:organizations',
  'read:profile_fields',
  'create:profile_fields',
  'update:profile_fields',
  'delete:profile_fields',
  'read:clients',
  'create:clients',
  'update:clients',
  'delete:clients',
  'read:client_credentials',
  'create:client_credentials',
  'update:client_credentials',
  'delete:client_credentials',
  'read:client_keys',
  'update:client_keys',
  'read:client_grants',
  'create:client_grants',
  'update:client_grants',
  'delete:client_grants',
  'read:resource_servers',
  'create:resource_servers',
  'update:resource_servers',
  'delete:resource_servers',
  'read:tenant_settings',
  'update:tenant_settings',
  'create:custom_domains',
  'read:custom_domains',
  'read:gateway',
  'update:gateway',
  'read:sign_in_methods',
  'create:sign_in_methods',
  'update:sign_in_methods',
  'delete:sign_in_methods',
  'read:appearance',
  'update:appearance',
  'read:certificates',
  'read:revocation',
  'update:revocation',
  'read:audit_events',
] as const;

export const managementScopes = [...profileScopes, ...administrationScopes] as const;

/**
 * Scope for sign-in settings and for ending sign-ins: identifiers, e-mail address, password, sessions, access of applications, deletion
 * of the account. Only the panel has it.
 */
export const panelScopes = ['manage:me'] as const;

export type ManagementScope = (typeof managementScopes)[number] | (typeof panelScopes)[number];

/** Name of the management API in lists of APIs. */
export const managementApiName = 'Postern management API';

/** Client id of the panel: a public client, code + PKCE, redirect address `<origin>/panel/callback`. */
export const panelClientId = 'postern-panel';

export const languages = ['en', 'fr', 'de', 'es', 'it', 'ru'] as const;
export type Language = (typeof languages)[number];
