import type { GatewayClause, GatewayPolicy } from '@postern/contracts';

/** Every clause of a policy, groups before what is in them. */
export const clausesOf = ({ require }: GatewayPolicy): readonly GatewayClause[] => {
  const walk = (clause: GatewayClause): readonly GatewayClause[] => [
    clause,
    ...('clauses' in clause ? clause.clauses.flatMap(walk) : []),
  ];
  return require === null ? [] : walk(require);
};

/** Ids of the authorities that a policy names. */
export const authoritiesNamedBy = (policy: GatewayPolicy): readonly string[] =>
  clausesOf(policy).flatMap((clause) => (clause.type === 'validate' ? clause.authorityIds : []));

/** Whether a decision may be kept for the next call of the same certificate: not where it depends on a token. */
export const dependsOnToken = (policy: GatewayPolicy): boolean =>
  clausesOf(policy).some(({ type }) => type === 'token');
