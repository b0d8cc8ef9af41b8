/** What the overview shows: the last day by the hour, or more in longer periods. */
export const ranges = {
  day: { hours: 1, periods: 24 },
  week: { hours: 6, periods: 28 },
  month: { hours: 24, periods: 30 },
} as const;
export type Range = keyof typeof ranges;
export const rangeNames = Object.keys(ranges) as readonly Range[];

const hour = 3_600_000;

/** The end of the period that `now` is in; periods begin at the reader's midnight or at multiples of their hours after it. */
export const endOf = (range: Range, now: Date): Date => {
  const end = new Date(now);
  end.setMinutes(0, 0, 0);
  do end.setHours(end.getHours() + 1);
  while (end.getHours() % ranges[range].hours !== 0);
  return end;
};

interface Counted {
  readonly from: string;
  readonly count: number;
}

export interface Span {
  /** ISO 8601; `to` is exclusive. */
  readonly from: string;
  readonly to: string;
}

/** Every period of an answer, also those in which nothing happened. */
export const spansOf = (counts: Span & { readonly hours: number }): readonly Span[] => {
  const spans: Span[] = [];
  const step = counts.hours * hour;
  for (let at = Date.parse(counts.from); at < Date.parse(counts.to); at += step) {
    spans.push({ from: new Date(at).toISOString(), to: new Date(at + step).toISOString() });
  }
  return spans;
};

/** Sums by a key, highest first. */
export const sumsBy = <T extends Counted>(
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly [string, number][] => {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + item.count);
  return [...sums].sort(([, one], [, other]) => other - one);
};

export const totalOf = (items: readonly Counted[]): number => items.reduce((sum, { count }) => sum + count, 0);

/** Path of the filtered event log; empty parts are left out. */
export const eventsPath = (filter: Readonly<Record<string, string | null | undefined>>): string => {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `/admin/events?${new URLSearchParams(given).toString()}`;
};
