import { hash, randomBytes } from 'node:crypto';
import type { Certificate } from '../certificate/certificate.js';
import { DerReader, open, tags } from '../der/der.js';
import { readBitString } from '../der/der-values.js';
import { encode, encodeOid } from '../der/der-writing.js';

/** Of certificates' names in requests and answers only: RFC 5019 §2.1.1 asks for SHA-1, and responders know no other. */
const sha1 = (bytes: Uint8Array): Buffer => hash('sha1', bytes, 'buffer');

const oid = (dotted: string): Uint8Array => encode(tags.objectIdentifier, encodeOid(dotted) as Uint8Array);
const nothing = Buffer.from([0x05, 0x00]);
const sha1Algorithm = encode(tags.sequence, oid('1.3.14.3.2.26'), nothing);
export const nonceExtension = '1.3.6.1.5.5.7.48.1.2';

/** Content of the BIT STRING in SubjectPublicKeyInfo, which responders hash. */
const keyBits = (publicKeyInfo: Uint8Array): Uint8Array => {
  const reader = open(publicKeyInfo);
  reader.next(tags.sequence);
  return readBitString(reader.next());
};

/** SHA-1 of a CA's or responder's key (RFC 6960 §4.1.1). */
export const keyHash = ({ publicKeyInfo }: Pick<Certificate, 'publicKeyInfo'>): Buffer => sha1(keyBits(publicKeyInfo));

/** SHA-1 of a CA's name. */
export const nameHash = ({ subject }: Pick<Certificate, 'subject'>): Buffer => sha1(subject.der);

export interface OcspRequest {
  readonly der: Uint8Array;
  readonly nonce: Uint8Array | null;
}

/**
 * Asks about one certificate (RFC 6960 §4.1).
 *
 * @param serialNumber content of the INTEGER
 * @param sendsNonce whether an answer must be made for this request: then none can be kept ready (RFC 9654)
 */
export const ocspRequest = (issuer: Certificate, serialNumber: Uint8Array, sendsNonce: boolean): OcspRequest => {
  const id = encode(
    tags.sequence,
    sha1Algorithm,
    encode(tags.octetString, nameHash(issuer)),
    encode(tags.octetString, keyHash(issuer)),
    encode(tags.integer, serialNumber),
  );
  const list = encode(tags.sequence, encode(tags.sequence, id));
  if (!sendsNonce) return { der: encode(tags.sequence, encode(tags.sequence, list)), nonce: null };
  const nonce = randomBytes(32);
  const value = encode(tags.octetString, encode(tags.octetString, nonce));
  const extensions = encode(tags.sequence, encode(tags.sequence, oid(nonceExtension), value));
  return { der: encode(tags.sequence, encode(tags.sequence, list, encode(tags.context(2), extensions))), nonce };
};

/** The nonce in the value of its extension. */
export const readNonce = (value: Uint8Array): Uint8Array => {
  const reader = new DerReader(value);
  const { content } = reader.next(tags.octetString);
  reader.finish();
  return content;
};
