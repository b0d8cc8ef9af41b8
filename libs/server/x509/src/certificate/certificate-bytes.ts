import { type DerElement, DerReader, tags } from '../der/der.js';
import { readOid } from '../der/der-values.js';
import { isPrivateKeyDer } from '../der/private-key.js';
import { X509Error } from '../x509.error.js';

const signedData = '1.2.840.113549.1.7.2';

/**
 * DER of each certificate in binary data: certificates one behind the other, or PKCS #7 (RFC 2315 §9.1). Newlines behind the data
 * and the trust settings of OpenSSL's `TRUSTED CERTIFICATE` are left out.
 *
 * @throws X509Error `private_key`, `not_a_certificate`
 */
export const certificatesInBytes = (bytes: Uint8Array): readonly Uint8Array[] => {
  const elements = elementsOf(bytes);
  if (elements.some(({ encoded }) => isPrivateKeyDer(encoded))) {
    throw new X509Error('private_key', 'the data holds a private key');
  }
  const [first] = elements;
  if (first === undefined) throw new X509Error('not_a_certificate', 'no DER');
  const bag = certificatesInPkcs7(first);
  if (bag !== undefined) return bag;
  const [certificate, ...others] = elements.filter(looksLikeCertificate);
  if (certificate?.encoded !== first.encoded) throw new X509Error('not_a_certificate', 'DER of something else');
  return [certificate, ...others].map(({ encoded }) => encoded);
};

const elementsOf = (bytes: Uint8Array): readonly DerElement[] => {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end -= 1;
  // The DER itself may end in 0x0a.
  for (const part of [bytes, bytes.subarray(0, end)]) {
    try {
      return new DerReader(part).rest(tags.sequence);
    } catch {
      // Try the next encoding.
    }
  }
  throw new X509Error('not_a_certificate', 'neither PEM nor DER');
};

/** A certificate has three parts: a SEQUENCE, an algorithm, a BIT STRING (RFC 5280 §4.1). */
const looksLikeCertificate = ({ content }: DerElement): boolean => {
  try {
    const [signed, algorithm, signature, ...others] = new DerReader(content).rest();
    return (
      others.length === 0 &&
      signed?.tag === tags.sequence &&
      algorithm?.tag === tags.sequence &&
      signature?.tag === tags.bitString
    );
  } catch {
    return false;
  }
};

/** Undefined if it is not PKCS #7. */
const certificatesInPkcs7 = ({ content }: DerElement): readonly Uint8Array[] | undefined => {
  const outer = new DerReader(content);
  if (outer.nextTag !== tags.objectIdentifier) return undefined;
  try {
    if (readOid(outer.next()) !== signedData) throw new X509Error('not_a_certificate', 'PKCS #7 of another kind');
    const members = new DerReader(new DerReader(outer.next(tags.context(0)).content).next(tags.sequence).content);
    members.next(tags.integer);
    members.next(tags.set);
    members.next(tags.sequence);
    const certificates = members.optional(tags.context(0));
    const found = new DerReader(certificates?.content ?? new Uint8Array()).rest().filter(looksLikeCertificate);
    if (found.length === 0) throw new X509Error('not_a_certificate', 'PKCS #7 without certificates');
    return found.map(({ encoded }) => encoded);
  } catch (error) {
    if (error instanceof X509Error && error.reason === 'not_a_certificate') throw error;
    throw new X509Error('not_a_certificate', 'PKCS #7 that cannot be read');
  }
};
