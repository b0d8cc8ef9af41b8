import type { RevocationErrorCode } from '@postern/contracts';
import { readListFile, sha256, shortEntries, verifySignature, X509Error } from '@postern/x509';
import { packList, type PackedList } from './list-header.js';

/** The CA that must have issued the list. */
export interface ListIssuer {
  /** `nameKey`. */
  readonly issuerKey: string;
  /** DER of SubjectPublicKeyInfo. */
  readonly publicKeyInfo: Uint8Array;
}

export interface ReadList extends PackedList {
  readonly part: 'complete' | 'delta';
  /** SHA-256 of the file, hexadecimal. */
  readonly digest: string;
}

/** Why a list is not used: a code, and an English phrase for administrators. */
export interface UnusableList {
  readonly code: RevocationErrorCode;
  readonly detail: string;
}

/** Milliseconds that the CA's clock may be ahead. */
const skew = 5 * 60_000;

const unusable = (detail: string, code: RevocationErrorCode = 'revocation.list_unusable'): UnusableList => ({
  code,
  detail,
});

/**
 * Reads a list (DER, PEM or base64), checks that the CA itself signed it, and packs its entries. Takes about a second and a half for a
 * million entries.
 */
export const readList = (
  data: Uint8Array,
  { issuerKey, publicKeyInfo }: ListIssuer,
  at = new Date(),
): ReadList | UnusableList => {
  let file: ReturnType<typeof readListFile>;
  try {
    file = readListFile(data);
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    return unusable(`this is not a revocation list: ${error.detail}`);
  }
  const [list, ...others] = file.lists;
  if (list === undefined || others.length > 0) return unusable(`the file has ${file.lists.length} lists; send one`);
  const { content, signed } = list;
  if (content.issuerKey !== issuerKey) return unusable(`this list is of another CA: ${content.issuer}`);
  if (content.scope.indirect)
    return unusable('this is an indirect list, for several CAs; only lists for one CA can be used here');
  if (content.notUnderstood !== undefined)
    return unusable(`the list has an unsupported part: ${content.notUnderstood}`);
  if (content.nextUpdate === undefined) return unusable('the list does not say when it expires (nextUpdate)');
  // Its number would block every later list.
  if (content.thisUpdate.getTime() > at.getTime() + skew)
    return unusable(`the list is not valid yet (thisUpdate is ${content.thisUpdate.toISOString()})`);
  if (!isSignedBy(signed, publicKeyInfo))
    return unusable('the CA did not sign this list, or it was changed in transit', 'revocation.signature');
  const part = content.baseNumber === undefined ? 'complete' : 'delta';
  return { ...packList({ ...content, entries: shortEntries(content.entries) }), part, digest: sha256(data) };
};

const isSignedBy = (...args: Parameters<typeof verifySignature>): boolean => {
  try {
    return verifySignature(...args);
  } catch (error) {
    if (error instanceof X509Error) return false;
    throw error;
  }
};
