import type { ClientCredentialInput, CredentialType } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import {
  holdsPrivateKey,
  identityKey,
  jwkThumbprint,
  type Name,
  normalizeAlternativeName,
  parseNameText,
  publicJwk,
  publicKeyStrength,
  readPublicKey,
  X509Error,
  renderName,
} from '@postern/x509';
import { algorithmsOfKey, type AssertionAlgorithm } from './assertion-algorithms.js';
import { certificateCredential, readCertificate } from './certificate-credential.js';
import { type CredentialDraft, newCredential } from './credential-draft.js';
import { readField, refused } from './credential-refusal.js';

/** `ClientCredentialInput` whose `alg` is one of those there are. */
export interface CheckedInput extends ClientCredentialInput {
  readonly alg?: AssertionAlgorithm;
}

interface Reading {
  readonly input: CheckedInput;
  /** Path of a field in the request body. */
  readonly path: (field: string) => string;
  readonly now: Date;
}

type Field = 'pem' | 'subject_dn' | 'san' | 'alg' | 'kid' | 'expires_at' | 'parse_expiry_from_cert';

/** Fields that each type has besides its name; `|` where one of them is enough and only one may be given. */
const fieldsOf: Readonly<Record<CredentialType, { readonly one: readonly Field[]; readonly also: readonly Field[] }>> =
  {
    x509_cert: { one: ['pem'], also: ['alg', 'kid', 'parse_expiry_from_cert'] },
    cert_subject_dn: { one: ['pem', 'subject_dn'], also: [] },
    cert_san: { one: ['san'], also: [] },
    public_key: { one: ['pem'], also: ['alg', 'kid', 'expires_at', 'parse_expiry_from_cert'] },
  };
const fields: readonly Field[] = ['pem', 'subject_dn', 'san', 'alg', 'kid', 'expires_at', 'parse_expiry_from_cert'];

/**
 * A credential as the API takes it, read and checked; nothing is stored.
 *
 * @param prefix path of the credential in the request body: empty, or with a dot at its end
 * @throws InvalidError with the code of what is wrong and the path of the field
 */
export const readCredential = (input: CheckedInput, now: Date, prefix = ''): CredentialDraft => {
  const path = (field: string): string => `${prefix}${field}`;
  assertNoPrivateKey(input, path);
  assertFields(input, path);
  return readers[input.credential_type]({ input, path, now });
};

/** Checked first: a private key that was sent must be reported, in whichever field it is. */
const assertNoPrivateKey = ({ pem, subject_dn, san, kid, name }: CheckedInput, path: Reading['path']): void => {
  for (const [field, value] of Object.entries({ pem, subject_dn, 'san.value': san?.value, kid, name })) {
    if (typeof value === 'string' && holdsPrivateKey(value)) throw refused('credential.private_key_given', path(field));
  }
};

const assertFields = (input: CheckedInput, path: Reading['path']): void => {
  const { one, also } = fieldsOf[input.credential_type];
  const given = fields.filter((field) => input[field] !== undefined);
  const alien = given.find((field) => !one.includes(field) && !also.includes(field));
  if (alien !== undefined) throw misplaced(path(alien), `${alien} does not belong to ${input.credential_type}`);
  const count = given.filter((field) => one.includes(field)).length;
  if (count !== 1)
    throw misplaced(path(one[0] ?? ''), `${input.credential_type} needs ${one.join(' or ')}, and only one`);
};

const misplaced = (path: string, message: string): InvalidError =>
  new InvalidError('request.invalid', undefined, [{ path, message }]);

const ofCertificate = ({ input, path, now }: Reading): CredentialDraft =>
  certificateCredential(readCertificate(input.pem ?? '', path('pem'), now), input, path);

/** Only the name of a certificate is stored: any certificate with this name is accepted (docs/statements.md A11). */
const ofSubject = ({ input: { name = null, pem, subject_dn }, path, now }: Reading): CredentialDraft => {
  const field = path(pem === undefined ? 'subject_dn' : 'pem');
  const subject =
    pem === undefined
      ? readField(field, 'credential.invalid_dn', () => parseNameText(subject_dn ?? ''))
      : readCertificate(pem, field, now).subject;
  const subjectDn = renderName(subject);
  if (subjectDn === '') throw refused('credential.invalid_dn', field, 'has no subject name');
  return draftOfName(name, subject, subjectDn);
};

const draftOfName = (name: string | null, subject: Name, subjectDn: string): CredentialDraft => {
  const subjectKey = identityKey(subject);
  const credential = newCredential('cert_subject_dn', subjectKey, { name, subjectDn, subjectKey });
  return { credential, certificate: null };
};

const ofAlternativeName = ({ input: { name = null, san }, path }: Reading): CredentialDraft => {
  const value = san === undefined ? undefined : normalizeAlternativeName(san);
  if (san === undefined || value === undefined) throw refused('credential.invalid_san', path('san.value'));
  const parts = { name, sanType: san.type, sanValue: value };
  return { credential: newCredential('cert_san', `${san.type}\n${value}`, parts), certificate: null };
};

/** The key in a PEM text, or in a certificate; with the certificate's end where that is to apply. */
const keyIn = ({ input, path, now }: Reading): { readonly der: Uint8Array; readonly expiresAt: Date | null } => {
  const { pem = '', expires_at, parse_expiry_from_cert: fromCertificate } = input;
  const given = expires_at === undefined ? null : new Date(expires_at);
  if (fromCertificate === true && given !== null) {
    throw misplaced(path('expires_at'), 'expires_at and parse_expiry_from_cert say the same thing: give one');
  }
  const key = publicKeyIn(pem);
  if (key !== undefined) {
    if (fromCertificate === true) throw misplaced(path('pem'), 'pem must be a certificate for parse_expiry_from_cert');
    return { der: key, expiresAt: given };
  }
  const { publicKeyInfo, notAfter } = certificateAround(pem, path('pem'), now);
  return { der: publicKeyInfo, expiresAt: fromCertificate === true ? notAfter : given };
};

/** A text that is neither a public key nor a certificate is refused as an invalid key. */
const certificateAround = (pem: string, path: string, now: Date): ReturnType<typeof readCertificate> => {
  try {
    return readCertificate(pem, path, now);
  } catch (error) {
    const isOther = error instanceof InvalidError && error.code === 'credential.not_a_certificate';
    throw isOther && !pem.includes('CERTIFICATE') ? refused('credential.invalid_key', path) : error;
  }
};

/** Undefined for anything but a bare public key; it may be a certificate. */
const publicKeyIn = (text: string): Uint8Array | undefined => {
  try {
    const der = readPublicKey(text);
    publicKeyStrength(der);
    return der;
  } catch (error) {
    if (error instanceof X509Error) return undefined;
    throw error;
  }
};

const ofPublicKey = (reading: Reading): CredentialDraft => {
  const { input, path, now } = reading;
  const { name = null, alg, kid } = input;
  const { der, expiresAt } = keyIn(reading);
  const key = readField(path('pem'), 'credential.invalid_key', () => ({
    ...publicKeyStrength(der),
    jwk: publicJwk(der),
  }));
  const able = algorithmsOfKey(key.jwk);
  const [usual] = able;
  if (!key.strong || usual === undefined) throw refused('credential.invalid_key', path('pem'));
  if (alg !== undefined && !able.includes(alg)) {
    throw refused('credential.invalid_key', path('alg'), 'does not fit the key');
  }
  if (expiresAt !== null && expiresAt <= now) throw refused('credential.expired', path('expires_at'), 'is in the past');
  const thumbprint = jwkThumbprint(key.jwk);
  const parts = { name, alg: alg ?? usual, kid: kid ?? thumbprint, publicJwk: key.jwk, expiresAt };
  return { credential: newCredential('public_key', thumbprint, parts), certificate: null };
};

const readers: Readonly<Record<CredentialType, (reading: Reading) => CredentialDraft>> = {
  x509_cert: ofCertificate,
  cert_subject_dn: ofSubject,
  cert_san: ofAlternativeName,
  public_key: ofPublicKey,
};
