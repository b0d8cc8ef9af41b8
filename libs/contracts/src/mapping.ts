/** How a rule finds the account: among linked identifiers, by username, or by e-mail address. */
export const accountFields = ['linked', 'username', 'email'] as const;
/** Or by an own profile field: the prefix, followed by its key. */
export const ownFieldPrefix = 'field:';
export type AccountField = (typeof accountFields)[number] | `${typeof ownFieldPrefix}${string}`;

/** Key of the profile field that a rule looks in; undefined for the built-in ones. */
export const ownFieldKey = (field: AccountField): string | undefined =>
  field.startsWith(ownFieldPrefix) ? field.slice(ownFieldPrefix.length) : undefined;

/** `high`: identifies this certificate or its key; `low`: trusts a name that the CA wrote. */
export const affinities = ['high', 'low'] as const;
export type Affinity = (typeof affinities)[number];

/** One of the rules by which a method finds the account of a certificate. */
export interface MappingRule {
  /** Part of the certificate: `certificate`, `san-upn`, `subject:CN`, … */
  readonly source: string;
  readonly field: AccountField;
  readonly affinity: Affinity;
}
