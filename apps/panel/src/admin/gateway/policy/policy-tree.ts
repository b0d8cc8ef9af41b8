import type { GatewayClause, GatewayClauseType, GatewayIdentity, GatewayPolicy } from '@postern/contracts';

export type Clause<T extends GatewayClauseType> = Extract<GatewayClause, { readonly type: T }>;
export type GroupMode = 'all' | 'any';

export const groupTypes = ['all', 'any'] as const satisfies readonly GatewayClauseType[];
/** In the order in which they are offered: the usual ones first. */
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

/** A condition as it is when it was just added: what has to be filled in is empty. */
export const newClause = (type: GatewayClauseType): GatewayClause => fresh[type];

/** Conditions side by side, as the form shows the outermost level. */
export interface Conditions {
  readonly mode: GroupMode;
  readonly clauses: readonly GatewayClause[];
}

export const conditionsOf = (require: GatewayClause): Conditions =>
  isGroup(require) ? { mode: require.type, clauses: require.clauses } : { mode: 'all', clauses: [require] };

/** A single condition stands by itself: a group around it would say nothing. */
export const requireOf = ({ mode, clauses }: Conditions): GatewayClause => {
  const [only] = clauses;
  return clauses.length === 1 && only && !isGroup(only) ? only : { type: mode, clauses };
};

/** Where the conditions of `conditionsOf` stand in the policy, as the server names places. */
export const conditionPath = (require: GatewayClause, path: string, index: number): string =>
  isGroup(require) ? `${path}.clauses.${index}` : path;

/** Every condition with its place, the outer before the inner. */
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

/** The condition at a place that a trace or a line names; undefined for what is no condition. */
export const clauseAt = ({ require }: Pick<GatewayPolicy, 'require'>, path: string): GatewayClause | undefined =>
  require === null ? undefined : walk(require).find((step) => step.path === path)?.clause;

/** Whether two policies, or parts of them, say the same; the order of members makes no difference. */
export const same = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [left, right] = [Object.entries(one), Object.entries(other)];
  return (
    left.length === right.length &&
    Array.isArray(one) === Array.isArray(other) &&
    left.every(([key, value]) => Object.hasOwn(other, key) && same(value, (other as Record<string, unknown>)[key]))
  );
};
