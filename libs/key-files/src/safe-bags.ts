import { type BerElement, inside, openSequence, readOctets, readOid, tags } from './ber.js';
import { toHex } from './bytes.js';
import type { Workplace } from './derivation.js';
import { decrypt } from './encryption.js';
import { unreadable } from './key-file.error.js';
import type { PasswordSpelling } from './password.js';

interface BagAttributes {
  /** Ties a key to its certificate (RFC 2985 §5.5.2); hexadecimal. */
  readonly localKeyId: string | null;
  readonly friendlyName: string | null;
}

export interface FoundCertificate extends BagAttributes {
  /** DER, as it stands in the file. */
  readonly der: Uint8Array;
}

export interface FoundKey extends BagAttributes {
  /** DER of its PrivateKeyInfo (RFC 5958 §2); throws KeyFileError. */
  readonly open: () => Promise<Uint8Array>;
}

export interface FoundBags {
  readonly certificates: FoundCertificate[];
  readonly keys: FoundKey[];
}

const bagTypes = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  safeContents: '1.2.840.113549.1.12.10.1.6',
} as const;
const x509Certificate = '1.2.840.113549.1.9.22.1';
const deepest = 4;

/** What is in SafeContents (RFC 7292 §4.2) and the SafeContents within; other bags are left out. */
export const readBags = (
  bytes: Uint8Array,
  passwords: readonly PasswordSpelling[],
  place: Workplace,
  depth = deepest,
): FoundBags => {
  const found: FoundBags = { certificates: [], keys: [] };
  for (const bag of openSequence(bytes).rest(tags.sequence)) {
    const reader = inside(bag);
    const type = readOid(reader.next());
    const value = reader.next(tags.context(0));
    const attributes = readAttributes(reader.optional(tags.set));
    if (type === bagTypes.certificate) {
      const der = certificateIn(value);
      if (der !== undefined) found.certificates.push({ der, ...attributes });
    } else if (type === bagTypes.key) {
      found.keys.push({ open: () => Promise.resolve(value.content), ...attributes });
    } else if (type === bagTypes.shroudedKey) {
      found.keys.push({ open: () => openShrouded(value, passwords, place), ...attributes });
    } else if (type === bagTypes.safeContents) {
      if (depth === 0) throw unreadable('nested too deep');
      const inner = readBags(value.content, passwords, place, depth - 1);
      found.certificates.push(...inner.certificates);
      found.keys.push(...inner.keys);
    }
  }
  return found;
};

const openShrouded = (
  value: BerElement,
  passwords: readonly PasswordSpelling[],
  place: Workplace,
): Promise<Uint8Array> => {
  const reader = inside(inside(value).next(tags.sequence));
  const algorithm = reader.next(tags.sequence);
  return decrypt(algorithm, readOctets(reader.next()), passwords, place);
};

/** Undefined for one that is no X.509 certificate (SDSI, RFC 7292 §4.2.3). */
const certificateIn = (value: BerElement): Uint8Array | undefined => {
  const reader = inside(inside(value).next(tags.sequence));
  if (readOid(reader.next()) !== x509Certificate) return undefined;
  return readOctets(inside(reader.next(tags.context(0))).next());
};

const readAttributes = (attributes: BerElement | undefined): BagAttributes => {
  const values = new Map<string, BerElement>();
  for (const attribute of attributes === undefined ? [] : inside(attributes).rest(tags.sequence)) {
    const reader = inside(attribute);
    const oid = readOid(reader.next());
    const [value] = inside(reader.next(tags.set)).rest();
    if (value !== undefined) values.set(oid, value);
  }
  const [name, id] = [values.get('1.2.840.113549.1.9.20'), values.get('1.2.840.113549.1.9.21')];
  return {
    friendlyName: name?.tag === tags.bmpString ? new TextDecoder('utf-16be').decode(name.content) : null,
    localKeyId: id === undefined ? null : toHex(readOctets(id)),
  };
};
