import type { RevocationSettings } from '@postern/contracts';
import { type FieldError, InvalidError } from '@postern/errors';
import { readCertificate, X509Error } from '@postern/x509';

const invalid = (path: string, message: string): InvalidError =>
  new InvalidError('request.invalid', message, [{ path, message } satisfies FieldError]);

/**
 * Settings after a change: those of another source are cleared, the others are validated.
 *
 * @throws InvalidError `request.invalid`
 */
export const changedSettings = (
  before: RevocationSettings,
  changes: Partial<RevocationSettings>,
): RevocationSettings => {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const next: RevocationSettings = { ...before, ...given };
  const { source } = next;
  const hasAddress = source === 'address' || source === 'ocsp';
  // The URL of the former source does not apply to the new one.
  const isOther = source !== before.source;
  const address = hasAddress ? (isOther ? (changes.address ?? null) : next.address) : null;
  const deltaAddress = source === 'address' ? (isOther ? (changes.deltaAddress ?? null) : next.deltaAddress) : null;
  if (hasAddress && address === null) throw invalid('address', 'must be given: the URL of the list or responder');
  if (address !== null) assertAddress('address', address);
  if (deltaAddress !== null) assertAddress('deltaAddress', deltaAddress);
  const responder = source === 'ocsp' && next.responder !== null ? oneCertificate(next.responder) : null;
  return { ...next, address, deltaAddress, responder, insideNetwork: hasAddress && next.insideNetwork };
};

const assertAddress = (path: string, address: string): void => {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw invalid(path, 'must be an http or https URL');
  if (url.username !== '' || url.password !== '') throw invalid(path, 'must not contain a username or password');
};

const oneCertificate = (pem: string): string => {
  try {
    readCertificate(pem);
    return pem;
  } catch (error) {
    if (error instanceof X509Error) throw invalid('responder', `must be one certificate: ${error.detail}`);
    throw error;
  }
};
