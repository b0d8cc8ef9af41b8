/** What a step that adds identifiers ended with. */
export interface AddedIdentifiers {
  /** Methods of which the person showed an identifier that they had. */
  readonly shownMethods?: readonly string[];
  /** They have to sign in again: time of the last proof that is too old, seconds since 1970. */
  readonly proveAfter?: number;
}
