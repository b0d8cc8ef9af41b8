const hour = 3_600_000;
const day = 24 * hour;
/** Milliseconds between two attempts while fetching fails, and the least time between two fetches. */
export const retryPause = 5 * 60_000;

/** When a list was issued, and when the next one is due. */
export interface ListTimes {
  readonly issuedAt: Date;
  readonly nextUpdate: Date;
}

/**
 * When to fetch again: before the next list is due by a tenth of a list's life or an hour, whichever is longer, once a day at least, and
 * up to a twentieth earlier, so that installations do not fetch at the same moment.
 *
 * @param random from 0 to 1
 */
export const nextFetch = (lists: readonly ListTimes[], now: Date, random = Math.random()): Date => {
  const dues = lists.map(({ issuedAt, nextUpdate }) => {
    const life = nextUpdate.getTime() - issuedAt.getTime();
    return nextUpdate.getTime() - Math.max(life / 10, hour);
  });
  const wait = Math.min(day, ...dues.map((due) => due - now.getTime()));
  return new Date(now.getTime() + Math.max(retryPause, wait * (1 - random / 20)));
};
