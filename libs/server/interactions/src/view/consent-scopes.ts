import type { ConsentScope } from '@postern/contracts';
import type { ConsentRequest } from '@postern/oidc';

/** Claims that each standard scope opens (OpenID Connect Core 1.0 §5.4), as far as accounts have them. */
const claimsOfScope: Readonly<Record<string, readonly string[]>> = {
  openid: ['sub'],
  profile: ['name', 'given_name', 'family_name', 'preferred_username', 'locale'],
  email: ['email'],
};

export const describeConsent = ({ scopes, claims }: ConsentRequest): ConsentScope[] => {
  const described = scopes.map((scope) => ({ scope, claims: claimsOfScope[scope] ?? [] }));
  const covered = new Set(described.flatMap((entry) => entry.claims));
  const extra = claims.filter((claim) => !covered.has(claim));
  return extra.length === 0 ? described : [...described, { scope: 'claims', claims: extra }];
};
