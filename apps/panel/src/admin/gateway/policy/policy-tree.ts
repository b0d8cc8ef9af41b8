import type { GatewayClause, GatewayClauseType, GatewayIdentity, GatewayPolicy } from '@postern/contracts';

export type Clause<T extends GatewayClauseType> = Extract<GatewayClause, { readonly type: T }>;
export type GroupMode = 'all' | 'any';

export const groupTypes = ['all', 'any'] as const satisfies readonly GatewayClauseType[];
/** In display order: the most common first. */
export const leafTypes = [
  'uploaded',
  'thumbprint',
  'identities',
  'validate',
  'certificate',
  'token',
  'level',
] as const satisfies readonly GatewayClauseType[];
export const identityFields = [
  'thumbprint',
  'commonName',
  'dnsName',
  'uri',
  'email',
  'userPrincipalName',
  'ipAddress',
  'subject',
  'serialNumber',
  'issuerSubject',
  'issuerThumbprint',
] as const satisfies readonly (keyof GatewayIdentity)[];
export const checks = ['trust', 'notBefore', 'notAfter', 'revocation'] as const;

export const isGroup = (clause: GatewayClause): clause is Clause<GroupMode> => 'clauses' in clause;

const fresh: { readonly [T in GatewayClauseType]: Clause<T> } = {
  all: { type: 'all', clauses: [{ type: 'uploaded' }] },
  any: { type: 'any', clauses: [{ type: 'uploaded' }] },
  certificate: { type: 'certificate' },
  thumbprint: { type: 'thumbprint', algorithm: 'SHA-256', value: '' },
  uploaded: { type: 'uploaded' },
  validate: { type: 'validate', trust: true, notBefore: true, notAfter: true, revocation: true, trustAnchorIds: [] },
  identities: { type: 'identities', identities: [{ thumbprint: '' }] },
  token: { type: 'token', scopes: [], audience: null },
  level: { type: 'level', levels: ['urn:postern:acr:certificate'], maxAge: null },
};

/** A newly added condition: its required fields are empty. */
export const newClause = (type: GatewayClauseType): GatewayClause => fresh[type];

/** Conditions of one level, as the form shows the top level. */
export interface Conditions {
  readonly mode: GroupMode;
  readonly clauses: readonly GatewayClause[];
}

export const conditionsOf = (require: GatewayClause): Conditions =>
  isGroup(require) ? { mode: require.type, clauses: require.clauses } : { mode: 'all', clauses: [require] };

/** A single condition needs no group around it. */
export const requireOf = ({ mode, clauses }: Conditions): GatewayClause => {
  const [only] = clauses;
  return clauses.length === 1 && only && !isGroup(only) ? only : { type: mode, clauses };
};

/** Paths of the conditions of `conditionsOf` in the policy, in the server's notation. */
export const conditionPath = (require: GatewayClause, path: string, index: number): string =>
  isGroup(require) ? `${path}.clauses.${index}` : path;

/** Every condition with its path, parents before children. */
export const walk = (
  clause: GatewayClause,
  path = 'require',
  depth = 0,
): readonly { readonly clause: GatewayClause; readonly path: string; readonly depth: number }[] => [
  { clause, path, depth },
  ...(isGroup(clause)
    ? clause.clauses.flatMap((inner, index) => walk(inner, `${path}.clauses.${index}`, depth + 1))
    : []),
];

/** The condition at a path from a trace; undefined if the path is not a condition's. */
export const clauseAt = ({ require }: Pick<GatewayPolicy, 'require'>, path: string): GatewayClause | undefined =>
  require === null ? undefined : walk(require).find((step) => step.path === path)?.clause;

/** Whether two policies, or parts of them, are equal; the order of members is ignored. */
export const same = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [left, right] = [Object.entries(one), Object.entries(other)];
  return (
    left.length === right.length &&
    Array.isArray(one) === Array.isArray(other) &&
    left.every(([key, value]) => Object.hasOwn(other, key) && same(value, (other as Record<string, unknown>)[key]))
  );
};
