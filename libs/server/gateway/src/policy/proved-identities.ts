import type { GatewayClause, GatewayIdentity } from '@postern/contracts';
import { refuse } from './field-reader.js';

/** What a certificate says in its fields, anybody can write into one; a thumbprint, or an issuer's signature, nobody can forge. */
export const isProved = ({ thumbprint, issuerThumbprint }: GatewayIdentity): boolean =>
  thumbprint !== undefined || issuerThumbprint !== undefined;

const provesTrust = (clause: GatewayClause): boolean =>
  (clause.type === 'validate' && clause.trust) || (clause.type === 'all' && clause.clauses.some(provesTrust));

/**
 * Refuses identities that anybody could claim: names and serial numbers count only where the same policy asks for a path to an
 * authority, in an `all` around both.
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
