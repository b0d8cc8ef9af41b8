import type { GatewayClause, GatewayPolicy } from '@postern/contracts';
import { isProved } from './proved-identities.js';

/** Every clause of a policy, groups before what is in them. */
const clausesOf = ({ require }: GatewayPolicy): readonly GatewayClause[] => {
  const walk = (clause: GatewayClause): readonly GatewayClause[] => [
    clause,
    ...('clauses' in clause ? clause.clauses.flatMap(walk) : []),
  ];
  return require === null ? [] : walk(require);
};

/** The clause that a path of a decision names; undefined where the policy has none there. */
export const clauseAt = ({ require }: GatewayPolicy, path: string): GatewayClause | undefined =>
  path
    .split('.')
    .filter((part) => /^\d+$/.test(part))
    .reduce<GatewayClause | undefined>(
      (clause, index) => (clause && 'clauses' in clause ? clause.clauses[Number(index)] : undefined),
      require ?? undefined,
    );

/** Ids of the trust anchors that a policy names. */
export const trustAnchorsNamedBy = (policy: GatewayPolicy): readonly string[] =>
  clausesOf(policy).flatMap((clause) => (clause.type === 'validate' ? clause.trustAnchorIds : []));

/** Whether a decision may be kept for the next call of the same certificate: not where it depends on a token. */
export const dependsOnToken = (policy: GatewayPolicy): boolean =>
  clausesOf(policy).some(({ type }) => type === 'token' || type === 'level');

/**
 * Whether a self-made certificate cannot satisfy a policy: each alternative needs a known certificate, one signed by a trust anchor of the
 * gateway, or a token bound to it. Only then does the rate limit count by certificate; otherwise a caller could evade it with new
 * certificates.
 */
export const vouchesForCertificate = ({ require }: GatewayPolicy): boolean => require !== null && vouches(require);

const vouches = (clause: GatewayClause): boolean => {
  switch (clause.type) {
    case 'all':
      return clause.clauses.some(vouches);
    case 'any':
      return clause.clauses.every(vouches);
    case 'validate':
      return clause.trust;
    case 'identities':
      return clause.identities.every(isProved);
    case 'thumbprint':
    case 'uploaded':
    case 'token':
      return true;
    case 'certificate':
    case 'level':
      return false;
  }
};
