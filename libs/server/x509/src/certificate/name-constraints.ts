import { type DerElement, DerReader, open, tags } from '../der/der.js';
import { readSmallInteger } from '../der/der-values.js';
import { malformed } from '../x509.error.js';

/** GeneralSubtree (RFC 5280 §4.2.1.10). */
export interface GeneralSubtree {
  /** A GeneralName; what its bytes mean depends on its tag. */
  readonly base: DerElement;
  /** Whether `minimum` or `maximum` is set, which RFC 5280 forbids. */
  readonly hasDistances: boolean;
}

export interface NameConstraints {
  readonly permitted: readonly GeneralSubtree[];
  readonly excluded: readonly GeneralSubtree[];
}

/** Parses NameConstraints; throws `X509Error` (`malformed`), also when it constrains nothing. */
export const parseNameConstraints = (der: Uint8Array): NameConstraints => {
  const reader = open(der);
  const permitted = reader.optional(tags.context(0));
  const excluded = reader.optional(tags.context(1));
  reader.finish();
  if (permitted === undefined && excluded === undefined) throw malformed('name constraints without a subtree');
  return { permitted: parseSubtrees(permitted), excluded: parseSubtrees(excluded) };
};

const parseSubtrees = (list: DerElement | undefined): GeneralSubtree[] => {
  if (list === undefined) return [];
  const subtrees = new DerReader(list.content).rest(tags.sequence).map(parseSubtree);
  if (subtrees.length === 0) throw malformed('an empty list of subtrees');
  return subtrees;
};

const parseSubtree = ({ content }: DerElement): GeneralSubtree => {
  const reader = new DerReader(content);
  const base = reader.next();
  const minimum = reader.optional(tags.contextPrimitive(0));
  const maximum = reader.optional(tags.contextPrimitive(1));
  reader.finish();
  const hasMinimum = minimum !== undefined && readSmallInteger({ ...minimum, tag: tags.integer }) !== 0;
  return { base, hasDistances: hasMinimum || maximum !== undefined };
};
