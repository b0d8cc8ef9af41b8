import { InvalidError } from '@postern/errors';
import { refused } from './credential-refusal.js';
import type { StoredCredential } from './credential-records.js';

const path = 'expires_at';

/**
 * The end of a credential after a change; null: none.
 *
 * @param asked null: the end of its certificate, or none where it has no certificate
 * @throws InvalidError (`credential.expired`, `request.invalid`)
 */
export const changedEnd = (
  { credential, certificate }: StoredCredential,
  asked: Date | null,
  now: Date,
): Date | null => {
  const last = certificate?.notAfter ?? null;
  if (credential.type !== 'x509_cert' && credential.type !== 'public_key') {
    throw misplaced(`${credential.type} has no end: the certificates that are shown have theirs`);
  }
  if (asked !== null && asked <= now) throw refused('credential.expired', path, 'is in the past');
  if (asked !== null && last !== null && asked > last) {
    throw misplaced(`expires_at must not be later than the end of the certificate, ${last.toISOString()}`);
  }
  return asked ?? last;
};

const misplaced = (message: string): InvalidError =>
  new InvalidError('request.invalid', undefined, [{ path, message }]);
