import type { ActiveCredential } from '@postern/clients';
import { RefusedAuthenticationError } from '../client-authentication/refused-authentication.error.js';

type Validity = Pick<ActiveCredential, 'notBefore' | 'expiresAt'>;

const hasBegun = ({ notBefore }: Validity, now: number): boolean => notBefore === null || notBefore <= now;
const hasEnded = ({ expiresAt }: Validity, now: number): boolean => expiresAt !== null && expiresAt <= now;

/**
 * The first of the credentials that is valid now.
 *
 * @param now milliseconds since 1970
 * @throws RefusedAuthenticationError
 */
export const validCredential = <C extends Validity>(credentials: readonly C[], now: number): C => {
  const valid = credentials.find((credential) => hasBegun(credential, now) && !hasEnded(credential, now));
  if (valid !== undefined) return valid;
  throw credentials.some((credential) => !hasBegun(credential, now))
    ? new RefusedAuthenticationError('credential.not_yet_valid', 'the registered certificate is not valid yet')
    : new RefusedAuthenticationError(
        'credential.expired',
        'the registered certificate has expired: register its successor',
      );
};
