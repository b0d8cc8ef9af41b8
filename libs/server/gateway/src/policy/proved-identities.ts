import type { GatewayClause, GatewayIdentity } from '@postern/contracts';
import { refuse } from './field-reader.js';

/** Fields that anyone can write into a certificate; thumbprints and an issuer's signature cannot be forged. */
export const isProved = ({ thumbprint, issuerThumbprint }: GatewayIdentity): boolean =>
  thumbprint !== undefined || issuerThumbprint !== undefined;

const provesTrust = (clause: GatewayClause): boolean =>
  (clause.type === 'validate' && clause.trust) || (clause.type === 'all' && clause.clauses.some(provesTrust));

/**
 * Refuses identities that anyone could claim: names and serial numbers need a validated path in the same policy, in an `all` around both.
 *
 * @throws InvalidError `request.invalid`
 */
export const assertIdentitiesAreProved = (clause: GatewayClause, path: string, trusted = false): void => {
  switch (clause.type) {
    case 'all':
    case 'any': {
      const within = trusted || (clause.type === 'all' && clause.clauses.some(provesTrust));
      clause.clauses.forEach((inner, index) => assertIdentitiesAreProved(inner, `${path}.clauses.${index}`, within));
      break;
    }
    case 'identities': {
      const open = trusted ? -1 : clause.identities.findIndex((identity) => !isProved(identity));
      if (open !== -1) {
        refuse(
          `${path}.identities.${open}`,
          'can be claimed by anybody: add a thumbprint, or a validate clause with trust beside it (type all)',
        );
      }
      break;
    }
    default:
  }
};
