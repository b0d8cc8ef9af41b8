import type { ReleasedField } from '@postern/accounts';
import type { ConsentScope } from '@postern/contracts';
import type { ConsentRequest } from '@postern/oidc';

/** Claims that each standard scope opens (OpenID Connect Core 1.0 §5.4), as far as accounts have them. */
const claimsOfScope: Readonly<Record<string, readonly string[]>> = {
  openid: ['sub'],
  profile: ['name', 'given_name', 'family_name', 'preferred_username', 'locale'],
  email: ['email'],
  roles: ['roles'],
  groups: ['groups'],
  organization: ['organization'],
};

/** Their scopes say it, and the page names the identifiers themselves. */
const ofIdentifiers: ReadonlySet<string> = new Set(['identifiers', 'certificate']);

/** @param released own profile fields that applications receive */
export const describeConsent = (
  { permissions, claims }: Pick<ConsentRequest, 'permissions' | 'claims'>,
  released: readonly ReleasedField[] = [],
): ConsentScope[] => {
  const fieldsOf = (scope: string) =>
    released.filter((field) => field.scope === scope).map(({ key, labels }) => ({ key, labels }));
  const described = permissions.map((permission) => ({
    ...permission,
    claims: permission.api === null ? (claimsOfScope[permission.scope] ?? []) : [],
    ...(permission.api === null && fieldsOf(permission.scope).length > 0 && { fields: fieldsOf(permission.scope) }),
  }));
  const covered = new Set(described.flatMap((entry) => entry.claims));
  const extra = claims.filter((claim) => !covered.has(claim) && !ofIdentifiers.has(claim));
  return extra.length === 0
    ? described
    : [...described, { scope: 'claims', api: null, description: null, claims: extra }];
};
