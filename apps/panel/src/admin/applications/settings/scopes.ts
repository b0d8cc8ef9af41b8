import { managementScopes } from '@postern/contracts';

/** Scopes of OpenID Connect (Core 1.0 §5.4, §11). */
export const openIdScopes = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'roles',
  'groups',
  'organization',
] as const;

type Split<S extends string> = S extends `${infer Verb}:${infer Resource}` ? readonly [Verb, Resource] : never;
type Parts = Split<(typeof managementScopes)[number]>;
export type ScopeVerb = Parts[0];
export type ScopeResource = Parts[1];

const split = (scope: string): Parts => scope.split(':') as unknown as Parts;

/** Scopes of the management API by resource, in the order of the contract. */
export const managementResources: readonly (readonly [resource: ScopeResource, verbs: readonly ScopeVerb[]])[] = [
  ...new Set(managementScopes.map((scope) => split(scope)[1])),
].map((resource) => [
  resource,
  managementScopes
    .map(split)
    .filter(([, about]) => about === resource)
    .map(([verb]) => verb),
]);
