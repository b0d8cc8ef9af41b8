import { managementScopes } from '@postern/contracts';

/** What an application is told of people's identifiers; `certificate:pem` adds the whole certificate to the claim `certificate`. */
export const identifierScopes = ['identifiers', 'certificate', 'certificate:pem'] as const;

/** Scopes of OpenID Connect (Core 1.0 §5.4, §11) that the engine knows, and those of our own for the claims of the same names. */
export const openIdScopes = [
  ...(['openid', 'profile', 'email', 'offline_access', 'roles', 'groups', 'organization'] as const),
  ...identifierScopes,
] as const;

/** Every scope an application may be given. */
export const registrableScopes = [...openIdScopes, ...managementScopes] as const;

const openId: ReadonlySet<string> = new Set(openIdScopes);

export const isOpenIdScope = (scope: string): boolean => openId.has(scope);
