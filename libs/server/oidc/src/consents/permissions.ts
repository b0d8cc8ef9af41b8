import type { ApiDescription } from '@postern/clients';
import type { GivenPermission } from '@postern/contracts';

/** Scopes as stored in a grant of the engine, separated by spaces. */
export interface GrantedScopes {
  readonly openid?: { readonly scope?: string; readonly claims?: readonly string[] };
  /** By the API's identifier. */
  readonly resources?: Readonly<Record<string, string>>;
}

const words = (scope = ''): readonly string[] => scope.split(' ').filter((word) => word !== '');

export const permissionOf = (scope: string, api: ApiDescription | undefined): GivenPermission => ({
  scope,
  api: api?.name ?? null,
  description: api?.scopes.find(({ value }) => value === scope)?.description ?? null,
});

/** What one or more grants allow together, each thing once: first what the application learns, then what it may do. */
export const permissionsOf = (
  grants: readonly GrantedScopes[],
  apis: ReadonlyMap<string, ApiDescription>,
): readonly GivenPermission[] => {
  const learns = new Set(grants.flatMap(({ openid }) => words(openid?.scope)));
  const does = new Map<string, GivenPermission>();
  for (const [identifier, scope] of grants.flatMap(({ resources = {} }) => Object.entries(resources))) {
    for (const word of words(scope)) does.set(`${identifier} ${word}`, permissionOf(word, apis.get(identifier)));
  }
  return [...[...learns].map((scope) => permissionOf(scope, undefined)), ...does.values()];
};
