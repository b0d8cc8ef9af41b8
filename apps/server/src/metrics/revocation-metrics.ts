import type { RevocationMeasure, SourceRecords } from '@postern/revocation';
import { Gauge } from 'prom-client';

const seconds = (from: number, to: number): number => Math.round((to - from) / 1000);

const gauges: readonly (readonly [string, string, (measure: RevocationMeasure, now: number) => number | null])[] = [
  [
    'list_age_seconds',
    'Seconds since the list of a CA was issued',
    ({ issuedAt }, now) => issuedAt && seconds(issuedAt, now),
  ],
  [
    'list_expires_seconds',
    'Seconds until the list of a CA runs out; negative afterwards',
    ({ nextUpdate }, now) => nextUpdate && seconds(now, nextUpdate),
  ],
  ['list_entries', 'Entries of the list of a CA', ({ entries }) => entries],
  ['failures_total', 'Failed attempts to fetch the list of a CA or to hear its responder', ({ failures }) => failures],
];

/** Says at each scrape how current each CA's revocations are. While the database is away the series are missing. */
export const measureRevocation = (records: Pick<SourceRecords, 'measure'>): void => {
  for (const [name, help, valueOf] of gauges) {
    new Gauge({
      name: `postern_revocation_${name}`,
      help,
      labelNames: ['ca'],
      async collect() {
        this.reset();
        const now = Date.now();
        for (const measure of await records.measure().catch(() => [])) {
          const value = valueOf(measure, now);
          if (value !== null) this.set({ ca: measure.ca }, value);
        }
      },
    });
  }
};
