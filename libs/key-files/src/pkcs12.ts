import { BerReader, type BerElement, inside, openSequence, readCount, readOctets, readOid, tags } from './ber.js';
import type { CryptoKit } from './crypto-kit.js';
import type { Workplace } from './derivation.js';
import { decrypt } from './encryption.js';
import { KeyFileError, unreadable, unsupported } from './key-file.error.js';
import { macCheckOf } from './mac.js';
import { type PasswordSpelling, spellingsOf } from './password.js';
import { readBags, type FoundBags } from './safe-bags.js';
import { WorkBudget } from './work-budget.js';

/** Bytes of the file. */
export const largestKeyFile = 1024 * 1024;
const mostParts = 100;

const types = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  envelopedData: '1.2.840.113549.1.7.3',
  encryptedData: '1.2.840.113549.1.7.6',
} as const;

/**
 * Opens a .p12 or .pfx file (RFC 7292) with its password. Certificates are there at once; each key opens when it is asked for.
 *
 * @throws KeyFileError
 */
export const readPkcs12 = async (bytes: Uint8Array, password: string, kit: CryptoKit): Promise<FoundBags> => {
  if (bytes.length > largestKeyFile) throw unreadable(`larger than ${largestKeyFile} bytes`);
  const { content, macData } = readPfx(bytes);
  const place = { kit, budget: new WorkBudget() };
  const passwords = await passwordsFor(macData, content, spellingsOf(password), place);
  const found: FoundBags = { certificates: [], keys: [] };
  const parts = openSequence(content).rest(tags.sequence);
  if (parts.length > mostParts) throw unreadable(`more than ${mostParts} parts`);
  for (const part of parts) {
    const bags = readBags(await openPart(part, passwords, place), passwords, place);
    found.certificates.push(...bags.certificates);
    found.keys.push(...bags.keys);
  }
  return found;
};

/**
 * Whether bytes look like a private key: PKCS #8, PKCS #1 and SEC 1 begin with a version, like a .p12; encrypted PKCS #8 is an algorithm and octets.
 * A certificate begins with a SEQUENCE and another one, PKCS #7 with its type.
 */
export const looksLikeKeyFile = (bytes: Uint8Array): boolean => {
  try {
    const reader = openSequence(bytes);
    const first = reader.next();
    return first.tag === tags.integer || (first.tag === tags.sequence && reader.nextTag === tags.octetString);
  } catch {
    return false;
  }
};

/** Whether bytes begin as a .p12 does: with its version, 3 (RFC 7292 §4). */
export const looksLikePkcs12 = (bytes: Uint8Array): boolean => {
  try {
    return readCount(inside(new BerReader(bytes).next(tags.sequence)).next(tags.integer)) === 3;
  } catch {
    return false;
  }
};

const readPfx = (bytes: Uint8Array): { readonly content: Uint8Array; readonly macData: BerElement | undefined } => {
  const reader = openSequence(bytes);
  if (readCount(reader.next(tags.integer)) !== 3) throw unreadable('another version');
  const { type, value } = readContentInfo(reader.next(tags.sequence));
  if (type === types.signedData) throw unsupported('is signed with a key in place of a password');
  if (type !== types.data) throw unreadable('holds something else');
  return { content: readOctets(value()), macData: reader.optional(tags.sequence) };
};

const readContentInfo = (element: BerElement) => {
  const reader = inside(element);
  const type = readOid(reader.next());
  return { type, value: () => inside(reader.next(tags.context(0))).next() };
};

/** The one spelling that the MAC is right with; all of them where there is no MAC. */
const passwordsFor = async (
  macData: BerElement | undefined,
  content: Uint8Array,
  spellings: readonly PasswordSpelling[],
  place: Workplace,
): Promise<readonly PasswordSpelling[]> => {
  if (macData === undefined) return spellings;
  const isMac = macCheckOf(macData);
  for (const spelling of spellings) if (await isMac(content, spelling, place)) return [spelling];
  throw new KeyFileError('wrong_password', 'does not open the file');
};

/** SafeContents of one part, in the open or encrypted (RFC 7292 §4.1). */
const openPart = async (
  part: BerElement,
  passwords: readonly PasswordSpelling[],
  place: Workplace,
): Promise<Uint8Array> => {
  const { type, value } = readContentInfo(part);
  if (type === types.data) return readOctets(value());
  if (type === types.envelopedData) throw unsupported('is encrypted for a key in place of a password');
  if (type !== types.encryptedData) throw unsupported('holds a part of an unknown kind');
  const reader = inside(value());
  reader.next(tags.integer);
  const info = inside(reader.next(tags.sequence));
  info.next(tags.objectIdentifier);
  const algorithm = info.next(tags.sequence);
  return decrypt(algorithm, readOctets(info.next()), passwords, place);
};
