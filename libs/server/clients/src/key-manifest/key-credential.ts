import { createHash } from 'node:crypto';
import type { KeyCredential, KeyCredentialInput } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import { certificateCredential, readCertificate } from '../credentials/certificate-credential.js';
import type { CredentialDraft } from '../credentials/credential-draft.js';
import type { StoredCredential } from '../credentials/credential-records.js';
import { refused } from '../credentials/credential-refusal.js';

const base64 = /^[A-Za-z\d+/_-]+={0,2}$/;

/** base64 or base64url, padded or not; undefined for anything else. */
const decode = (text: string): Buffer | undefined => {
  const compact = text.replaceAll(/\s/g, '');
  return base64.test(compact) ? Buffer.from(compact, 'base64') : undefined;
};

/**
 * An entry of the manifest (D5) as a credential; nothing is stored.
 *
 * @param prefix path of the entry in the request body, with a dot at its end
 * @throws InvalidError (`credential.thumbprint_mismatch` for a thumbprint of something else, and what is wrong with the certificate)
 */
export const readKeyCredential = (entry: KeyCredentialInput, now: Date, prefix: string): CredentialDraft => {
  const path = `${prefix}value`;
  const certificate = readCertificate(entry.value, path, now);
  assertThumbprint(entry, certificate.der, prefix);
  assertDate(entry.startDateTime, certificate.notBefore, `${prefix}startDateTime`);
  assertDate(entry.endDateTime, certificate.notAfter, `${prefix}endDateTime`);
  return certificateCredential(certificate, { name: entry.displayName ?? null }, () => path);
};

const assertThumbprint = ({ customKeyIdentifier }: KeyCredentialInput, der: Uint8Array, prefix: string): void => {
  if (customKeyIdentifier === undefined) return;
  const thumbprint = createHash('sha1').update(der).digest();
  if (decode(customKeyIdentifier)?.equals(thumbprint) !== true) {
    throw refused('credential.thumbprint_mismatch', `${prefix}customKeyIdentifier`);
  }
};

/** A manifest that was read may be written again; dates of its own are refused. */
const assertDate = (given: string | undefined, certified: Date, path: string): void => {
  if (given === undefined || new Date(given).getTime() === certified.getTime()) return;
  const message = `${path.split('.').at(-1)} is not what the certificate says; leave it out`;
  throw new InvalidError('request.invalid', undefined, [{ path, message }]);
};

/** How the manifest shows a certificate; `certificate` was read with its DER. */
export const keyCredential = ({ credential, certificate }: StoredCredential): KeyCredential => ({
  customKeyIdentifier: credential.sha1?.toString('base64') ?? '',
  keyId: credential.id,
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
  value: certificate?.der.toString('base64') ?? '',
  displayName: credential.name,
  startDateTime: credential.startsAt?.toISOString(),
  endDateTime: credential.expiresAt?.toISOString(),
});
