import { type DerElement, DerReader } from '../der/der.js';
import { readOid } from '../der/der-values.js';

/** AlgorithmIdentifier (RFC 5280 §4.1.1.2). */
export interface Algorithm {
  readonly oid: string;
  readonly parameters: DerElement | undefined;
  readonly der: Uint8Array;
}

/** id-RSASSA-PSS: identifies a signature, and a key that makes only such signatures. */
export const rsaPss = '1.2.840.113549.1.1.10';

export const parseAlgorithm = ({ encoded, content }: DerElement): Algorithm => {
  const reader = new DerReader(content);
  const oid = readOid(reader.next());
  const parameters = reader.atEnd ? undefined : reader.next();
  reader.finish();
  return { oid, parameters, der: encoded };
};
