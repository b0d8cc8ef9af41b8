import type { ClientCredential } from '@postern/contracts';
import { validityOf } from '@postern/ui';
import type { Validity } from '@postern/ui';

type Dated = Pick<ClientCredential, 'starts_at' | 'expires_at'>;

/** Null if the credential never expires. */
export const expiryOf = ({ starts_at, expires_at }: Dated, now: number = Date.now()): Validity | null =>
  expires_at === null
    ? null
    : validityOf({ notBefore: starts_at ?? new Date(0).toISOString(), notAfter: expires_at }, now);

/**
 * Credentials in use that have expired or will soon: the application stops working unless they are replaced. Soonest
 * first.
 */
export const endingSoon = <T extends Dated & Pick<ClientCredential, 'used_by'>>(
  credentials: readonly T[],
  now: number = Date.now(),
): readonly T[] =>
  credentials
    .filter((credential) => {
      const phase = expiryOf(credential, now)?.phase;
      return credential.used_by.length > 0 && (phase === 'soon' || phase === 'over');
    })
    .sort((a, b) => Date.parse(a.expires_at ?? '') - Date.parse(b.expires_at ?? ''));
