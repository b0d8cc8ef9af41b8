import { Extension } from '@peculiar/x509';
import { toBytes } from './bytes.js';
import { der, derInteger, derOid } from './der.js';

export interface NameConstraintsOptions {
  /** General names; for networks with their mask. */
  readonly permitted?: readonly Uint8Array[];
  readonly excluded?: readonly Uint8Array[];
  /** As RFC 5280 demands, unless told. */
  readonly isCritical?: boolean;
  /** Further members of every GeneralSubtree: `minimum`, `maximum`. */
  readonly distances?: readonly Uint8Array[];
}

/** Name constraints (RFC 5280 §4.2.1.10). */
export const nameConstraints = ({
  permitted,
  excluded,
  isCritical = true,
  distances = [],
}: NameConstraintsOptions): Extension => {
  const subtrees = (tag: number, names: readonly Uint8Array[] | undefined) =>
    names === undefined ? [] : [der(tag, ...names.map((name) => der(0x30, name, ...distances)))];
  return new Extension('2.5.29.30', isCritical, der(0x30, ...subtrees(0xa0, permitted), ...subtrees(0xa1, excluded)));
};

/** Stands for every policy. */
export const anyPolicy = '2.5.29.32.0';

/** Certificate policies (§4.2.1.4) by OID. */
export const certificatePolicies = (...policies: readonly string[]): Extension =>
  new Extension('2.5.29.32', false, der(0x30, ...policies.map((policy) => der(0x30, derOid(policy)))));

/** Policy mappings (§4.2.1.5): issuer domain policy, subject domain policy. */
export const policyMappings = (...pairs: readonly (readonly [string, string])[]): Extension =>
  new Extension(
    '2.5.29.33',
    true,
    der(0x30, ...pairs.map(([issuer, subject]) => der(0x30, derOid(issuer), derOid(subject)))),
  );

/** Policy constraints (§4.2.1.11): certificates that may follow before each takes effect. */
export const policyConstraints = (options: {
  readonly requireExplicitPolicy?: number;
  readonly inhibitPolicyMapping?: number;
}): Extension => {
  const part = (tag: number, value: number | undefined) => (value === undefined ? [] : [derInteger(value, tag)]);
  return new Extension(
    '2.5.29.36',
    true,
    der(0x30, ...part(0x80, options.requireExplicitPolicy), ...part(0x81, options.inhibitPolicyMapping)),
  );
};

/** Inhibit anyPolicy (§4.2.1.14). */
export const inhibitAnyPolicy = (certificates: number): Extension =>
  new Extension('2.5.29.54', true, derInteger(certificates));

/** Any other extension, critical unless told. */
export const extension = (oid: string, isCritical = true, value: Uint8Array = der(0x05)): Extension =>
  new Extension(oid, isCritical, toBytes(value));
