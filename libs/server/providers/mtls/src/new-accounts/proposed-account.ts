import { ownFieldKey } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import type { NewAccount, NewAccountObstacle, PresentedIdentifier, RefreshedDetails } from '@postern/provider-kit';
import {
  alternativeNameValues,
  type AuthorityPath,
  type Certificate,
  readAttributeType,
  subjectTexts,
  subjectValues,
} from '@postern/x509';
import type { MtlsParams } from '../params/mtls.params.js';
import { isIssuedBy } from '../rules/sign-in-level.js';

/** A certificate that belongs to nobody, as it was identified. */
interface Presented {
  readonly certificate: Certificate;
  readonly path: Pick<AuthorityPath, 'authorities' | 'policies'>;
  readonly identifier: Pick<PresentedIdentifier, 'candidates' | 'unusable'>;
}

const longestName = 100;
/** Leaves room for a number behind it. */
const longestUsername = 95;
const longestEmail = 254;

// As accounts have usernames and addresses; what could turn the direction of a line, or look like nothing, is no name.
const username = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._+@-]*$/u;
const address = /^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/;

const subjectText = (certificate: Certificate, attribute: string): string | undefined =>
  subjectTexts(certificate, readAttributeType(attribute)!)[0];

const emailsOf = (certificate: Certificate): readonly string[] => {
  const named = [
    ...alternativeNameValues(certificate, 'email').usable,
    ...subjectValues(certificate, readAttributeType('emailAddress')!).usable,
  ];
  return [...new Set(named)].filter((text) => text.length <= longestEmail && address.test(text));
};

/** What a pattern for usernames may name, in braces. */
const placeholders = {
  email: (certificate) => emailsOf(certificate)[0],
  upn: (certificate) => alternativeNameValues(certificate, 'upn').usable[0],
  uid: (certificate) => subjectText(certificate, 'UID'),
  cn: (certificate) => subjectText(certificate, 'CN'),
  givenName: (certificate) => subjectText(certificate, 'givenName'),
  surname: (certificate) => subjectText(certificate, 'surname'),
  serialNumber: (certificate) => subjectText(certificate, 'serialNumber'),
} as const satisfies Readonly<Record<string, (certificate: Certificate) => string | undefined>>;
type Placeholder = keyof typeof placeholders;

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(placeholders, name);
const inBraces = /\{([^{}]*)\}/g;

/**
 * A pattern for usernames has at least one placeholder, and only known ones.
 *
 * @throws InvalidError `request.invalid`
 */
export const assertPatternReadable = ({ newAccounts, newUsername, newUsernamePattern: pattern }: MtlsParams): void => {
  const names = [...pattern.matchAll(inBraces)].map(([, name = '']) => name);
  const unknown = names.find((name) => !isPlaceholder(name));
  const isNeeded = newAccounts !== 'off' && newUsername === 'pattern';
  const known = Object.keys(placeholders).map((name) => `{${name}}`);
  const message =
    unknown !== undefined || /[{}]/.test(pattern.replaceAll(inBraces, ''))
      ? `may contain ${known.join(', ')} and no other braces`
      : `needs one of ${known.join(', ')}`;
  if (unknown !== undefined || /[{}]/.test(pattern.replaceAll(inBraces, '')) || (isNeeded && names.length === 0))
    throw new InvalidError('request.invalid', undefined, [{ path: 'newUsernamePattern', message }]);
};

/** Undefined where the certificate lacks what the pattern names. */
const fill = (pattern: string, certificate: Certificate): string | undefined => {
  let complete = true;
  const filled = pattern.replaceAll(inBraces, (_, name: string) => {
    const value = isPlaceholder(name) ? placeholders[name](certificate) : undefined;
    complete &&= value !== undefined;
    return value ?? '';
  });
  if (!complete) return undefined;
  // Names of people have blanks and apostrophes, usernames have none.
  return filled
    .trim()
    .replaceAll(/\s+/gu, '.')
    .replaceAll(/[^\p{L}\p{M}\p{N}._+@-]/gu, '');
};

const usernameOf = (
  certificate: Certificate,
  email: string | undefined,
  { newUsername: source, newUsernamePattern: pattern }: MtlsParams,
): string | undefined => {
  const text =
    source === 'email' ? email : source === 'pattern' ? fill(pattern, certificate) : placeholders[source](certificate);
  const spelled = text?.normalize('NFKC').trim().toLowerCase();
  return spelled !== undefined && spelled.length <= longestUsername && username.test(spelled) ? spelled : undefined;
};

const cut = (text: string): string => [...text].slice(0, longestName).join('').trim();

const namesOf = (certificate: Certificate, { newName }: Pick<MtlsParams, 'newName'>) => {
  const [givenName, familyName] = ['givenName', 'surname'].map((type) => subjectText(certificate, type));
  const both = givenName !== undefined && familyName !== undefined ? `${givenName} ${familyName}` : undefined;
  const common = subjectText(certificate, 'CN');
  const name = newName === 'cn' ? (common ?? both) : (both ?? common);
  return {
    name: name === undefined ? undefined : cut(name),
    givenName: givenName === undefined ? null : cut(givenName),
    familyName: familyName === undefined ? null : cut(familyName),
  };
};

const isWithin = (email: string, domains: readonly string[]): boolean =>
  domains.length === 0 || domains.includes(email.slice(email.lastIndexOf('@') + 1));

/** What a sign-in takes over from the certificate; null where it has no name. */
export const holderDetails = (certificate: Certificate, params: MtlsParams): RefreshedDetails | null => {
  const { name, ...parts } = namesOf(certificate, params);
  if (name === undefined) return null;
  const emails = emailsOf(certificate).filter((email) => isWithin(email, params.newDomains));
  const isTaken = params.newEmail !== 'none';
  return { name, ...parts, emails: isTaken ? emails : [], emailConfirmed: params.newEmail === 'confirmed' };
};

/** The account that the settings of a method make of a certificate, or why it gets none. */
export const proposedAccount = (
  { certificate, path, identifier }: Presented,
  params: MtlsParams,
): NewAccount | NewAccountObstacle => {
  const { newAccounts, newFrom, newDomains, newEmail, newUsernameTaken, newGroups, newOrganization, newPerDay } =
    params;
  if (newAccounts === 'off') return 'issuer';
  if (newFrom.length > 0 && !newFrom.some((condition) => isIssuedBy(condition, path))) return 'issuer';
  const email = emailsOf(certificate).find((one) => isWithin(one, newDomains));
  if (newDomains.length > 0 && email === undefined) return 'domain';
  const names = namesOf(certificate, params);
  const { name } = names;
  if (name === undefined) return 'name';
  const username = usernameOf(certificate, email, params);
  if (username === undefined) return 'username';
  const account: NewAccount = {
    mode: newAccounts,
    username,
    whenTaken: newUsernameTaken,
    ...names,
    name,
    email: newEmail === 'none' ? null : (email ?? null),
    emailConfirmed: newEmail === 'confirmed' && email !== undefined,
    fields: ownFields(identifier),
    groups: newGroups,
    organization: newOrganization || null,
    perDay: Number(newPerDay),
  };
  return findsAgain(identifier, account) ? account : 'no_rule';
};

/** What the rules look for in own profile fields. */
const ownFields = ({ candidates = [] }: Presented['identifier']): NewAccount['fields'] => {
  const fields: Record<string, string[]> = {};
  for (const { field, value } of candidates) {
    const key = ownFieldKey(field);
    if (key !== undefined) (fields[key] ??= []).push(value);
  }
  return fields;
};

/** Whether one of the method's own rules finds the account at the next sign-in, with a renewed certificate too. */
const findsAgain = (
  { candidates = [] }: Presented['identifier'],
  { username, email, emailConfirmed }: NewAccount,
): boolean =>
  candidates.some(({ kept, code, field, value, unconfirmed }) => {
    if (kept === true || code !== undefined) return false;
    // The new account gets the value.
    if (field === 'linked' || ownFieldKey(field) !== undefined) return true;
    const spelled = value.normalize('NFKC').trim().toLowerCase();
    return field === 'username' ? spelled === username : spelled === email && (emailConfirmed || unconfirmed === true);
  });
