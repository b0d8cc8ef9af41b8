import type { IdentifierRequirement } from '@postern/contracts';

/** A method of which an application requires an identifier. */
export interface RequiredOf {
  readonly id: string;
  readonly requirement: IdentifierRequirement;
  /** People are only reminded before; null: it applies now. */
  readonly from: Date | null;
}

/** What a person lacks. */
export interface Lacking {
  /** Ids of methods of which an identifier can be added; of those with `one`, each will do. */
  readonly missing: readonly string[];
  /** Nobody enters without. */
  readonly due: boolean;
  /** When it becomes due; null: it is. */
  readonly from: Date | null;
}

const earliest = (methods: readonly RequiredOf[]): Date | null => {
  const times = methods.flatMap(({ from }) => (from === null ? [] : [from.getTime()]));
  return times.length < methods.length ? null : new Date(Math.min(...times));
};

/**
 * Whether a person has the identifiers that an application requires: one of each method with `each`, and one of any method with `one`.
 *
 * @param held ids of methods that the person has an identifier of
 * @returns null: nothing is lacking
 */
export const judgeRequirement = (
  required: readonly RequiredOf[],
  held: ReadonlySet<string>,
  now: Date,
): Lacking | null => {
  const group = required.filter(({ requirement }) => requirement === 'one');
  const hasOne = group.some(({ id }) => held.has(id));
  const lacking = required.filter(({ id, requirement }) => (requirement === 'one' ? !hasOne : !held.has(id)));
  if (lacking.length === 0) return null;
  const from = earliest(lacking);
  const due = from === null || from <= now;
  return { missing: lacking.map(({ id }) => id), due, from: due ? null : from };
};
