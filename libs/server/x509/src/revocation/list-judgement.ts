import type { RevocationList } from './configured-list.js';
import type { RevocationEntry } from './entry-table.js';
import type { ListSubject } from './list-coverage.js';
import { allReasons, flagOf, removeFromCrl } from './reason.js';
import { findRevoked } from './revoked-entries.js';

/** A list that its authority signed, is in force, and covers a certificate for some reasons. */
export interface ApplicableList {
  readonly list: RevocationList;
  /** Flags. */
  readonly reasons: number;
}

/** Result of the lists for a certificate. */
export type RevocationStatus =
  | { readonly kind: 'good' }
  | { readonly kind: 'revoked'; readonly entry: RevocationEntry; readonly source: string }
  /** Sources and causes, the most specific first. */
  | { readonly kind: 'unknown'; readonly causes: readonly string[] };

/**
 * What the applicable lists say together (RFC 5280 §6.3.3). Complete lists are asked newest first, each with its newest delta list,
 * until every reason is covered; a list whose reasons newer ones cover is not asked any more.
 *
 * @param others causes for which further lists do not apply, said where those that do are not enough
 */
export const judge = (
  applicable: readonly ApplicableList[],
  others: readonly string[],
  subject: ListSubject,
  at: Date,
): RevocationStatus => {
  const results = partitions(applicable, subject).map((lists) => judgePartition(lists, others, subject, at));
  return (
    results.find(({ kind }) => kind === 'revoked') ?? results.find(({ kind }) => kind === 'unknown') ?? { kind: 'good' }
  );
};

/** A certificate that does not say under which address it would be listed may be in each of an authority's partial lists. */
const partitions = (applicable: readonly ApplicableList[], { points }: ListSubject): (readonly ApplicableList[])[] => {
  const nameOf = ({ list }: ApplicableList) => list.content.scope.names?.join();
  const names = new Set(applicable.map(nameOf).filter((name) => name !== undefined));
  if (points.length > 0 || names.size === 0) return [applicable];
  return [...names].map((name) => applicable.filter((each) => nameOf(each) === undefined || nameOf(each) === name));
};

const isNewer = (one: RevocationList, other: RevocationList): number => {
  const [{ thisUpdate: first, number = 0n }, { thisUpdate: second, number: otherNumber = 0n }] = [
    one.content,
    other.content,
  ];
  return second.getTime() - first.getTime() || Number(otherNumber - number);
};

const judgePartition = (
  applicable: readonly ApplicableList[],
  others: readonly string[],
  subject: ListSubject,
  at: Date,
): RevocationStatus => {
  const sorted = [...applicable].sort((one, other) => isNewer(one.list, other.list));
  const deltas = sorted.map(({ list }) => list).filter(({ content }) => content.baseNumber !== undefined);
  const causes: string[] = [];
  let covered = 0;
  for (const { list, reasons } of sorted) {
    if (list.content.baseNumber !== undefined || (reasons & ~covered) === 0) continue;
    const { entry, problem } = lookUp(list, deltas, subject, at);
    // Newer lists decide the reasons they cover.
    if (entry !== undefined && (flagOf(entry.reason) & covered) === 0) {
      const knownFor = list.content.scope.reasons;
      if (knownFor === undefined || (flagOf(entry.reason) & knownFor) !== 0)
        return { kind: 'revoked', entry, source: list.source };
      causes.push(`${list.source}: an entry whose reason is none of those that the list covers`);
    }
    if (problem !== undefined) causes.push(`${list.source}: ${problem}`);
    covered |= reasons;
  }
  if (covered === allReasons && causes.length === 0) return { kind: 'good' };
  return {
    kind: 'unknown',
    causes: [...causes, ...(covered === allReasons ? [] : whyNotCovered(covered, deltas, others))],
  };
};

const whyNotCovered = (covered: number, deltas: readonly RevocationList[], others: readonly string[]): string[] => {
  if (covered !== 0) return ['the lists cover some reasons only', ...others];
  return [...deltas.map(({ source }) => `${source}: a delta list without its base`), ...others];
};

interface Answer {
  readonly entry?: RevocationEntry | undefined;
  /** Why the result is not enough to accept a certificate. */
  readonly problem?: string | undefined;
}

/** What a complete list says, brought up to date by the newest delta list of the same scope (RFC 5280 §5.2.4). */
const lookUp = (
  base: RevocationList,
  deltas: readonly RevocationList[],
  { issuerKey, serialNumber }: ListSubject,
  at: Date,
): Answer => {
  const find = ({ content }: RevocationList) =>
    serialNumber === undefined ? undefined : findRevoked(content.entries, issuerKey, serialNumber);
  const problem = problemOf(base, at);
  if (base.content.notUnderstood !== undefined) return { problem };
  const entry = find(base);
  const delta = deltas.find((each) => isDeltaOf(each, base));
  if (delta === undefined) return { entry, problem };
  if (!fits(delta, base)) return { entry, problem: problem ?? 'the newer delta list belongs to another base' };
  if (delta.content.notUnderstood !== undefined) return { entry, problem: problem ?? problemOf(delta, at) };
  const change = find(delta);
  const now = change === undefined ? entry : change.reason === removeFromCrl ? undefined : change;
  return { entry: now, problem: problem ?? problemOf(delta, at) };
};

const problemOf = (
  { content: { notUnderstood, nextUpdate, usableUntil } }: RevocationList,
  at: Date,
): string | undefined => {
  if (notUnderstood !== undefined) return notUnderstood;
  // RFC 5280 §5.1.2.5 wants nextUpdate in every list; without it an old one cannot be told from a current one.
  if (nextUpdate === undefined) return 'the list does not say when it expires (nextUpdate)';
  return at < (usableUntil ?? nextUpdate) ? undefined : `the list expired on ${nextUpdate.toISOString()}`;
};

/** Of the same scope, and not older. */
const isDeltaOf = ({ content: delta }: RevocationList, { content: base }: RevocationList): boolean => {
  const isSameScope = delta.issuerKey === base.issuerKey && delta.scope.key === base.scope.key;
  const isOlder =
    delta.thisUpdate < base.thisUpdate ||
    (delta.number !== undefined && base.number !== undefined && delta.number <= base.number);
  return isSameScope && !isOlder;
};

/** §5.2.4 and §6.3.3 c: the same key, and a base at least as new as the one that the delta list was made for. */
const fits = ({ content: delta }: RevocationList, { content: base }: RevocationList): boolean =>
  delta.authorityKeyId === base.authorityKeyId &&
  delta.baseNumber !== undefined &&
  base.number !== undefined &&
  delta.baseNumber <= base.number;
