import { BitString, fromBER, Sequence } from 'asn1js';
import * as pkijs from 'pkijs';
import { toBytes } from './bytes.js';

export interface OtherSignature {
  /** DER of the AlgorithmIdentifier. */
  readonly algorithm: Uint8Array;
  /** DER of the SubjectPublicKeyInfo; the certificate's own unless told. */
  readonly publicKeyInfo?: Uint8Array;
  readonly sign: (signedPart: Uint8Array) => Uint8Array;
}

const sequenceOf = (der: Uint8Array): Sequence => {
  const { result } = fromBER(toBytes(der));
  if (!(result instanceof Sequence)) throw new Error('a SEQUENCE is expected');
  return result;
};

/** A certificate with another signature, and perhaps another key, of kinds that Web Crypto does not know; DER. */
export const signAgain = (
  der: Uint8Array,
  { algorithm, publicKeyInfo, sign }: OtherSignature,
): Uint8Array<ArrayBuffer> => {
  const certificate = pkijs.Certificate.fromBER(toBytes(der));
  const identifier = new pkijs.AlgorithmIdentifier({ schema: sequenceOf(algorithm) });
  certificate.signature = identifier;
  certificate.signatureAlgorithm = identifier;
  if (publicKeyInfo !== undefined)
    certificate.subjectPublicKeyInfo = new pkijs.PublicKeyInfo({ schema: sequenceOf(publicKeyInfo) });
  certificate.tbsView = new Uint8Array(certificate.encodeTBS().toBER());
  certificate.signatureValue = new BitString({ valueHex: toBytes(sign(certificate.tbsView)).buffer });
  return toBytes(certificate.toSchema(false).toBER());
};
