import type { ExpiryWarnings } from '@postern/certificates';
import { Gauge } from 'prom-client';

/** Milliseconds. Counting reads every linked certificate: too slow for each scrape, and expiry is counted in days. */
const keptFor = 5 * 60_000;

/** Counts certificates every five minutes at most. While the database is away the series are missing, and all others are there. */
export const measureCertificates = (warnings: Pick<ExpiryWarnings, 'count'>, now = () => performance.now()): void => {
  let kept: { readonly counts: ReturnType<typeof warnings.count>; readonly until: number } | undefined;
  const current = (): ReturnType<typeof warnings.count> => {
    if (kept !== undefined && now() < kept.until) return kept.counts;
    const counts = warnings.count();
    const reading = { counts, until: now() + keptFor };
    kept = reading;
    counts.catch(() => {
      if (kept === reading) kept = undefined;
    });
    return counts;
  };
  new Gauge({
    name: 'postern_certificates_expiring',
    help: 'Certificates that expire within 30 days, by what they are used for',
    labelNames: ['use'],
    async collect() {
      const counts = await current().catch(() => []);
      this.reset();
      for (const [use, count] of counts) this.set({ use }, count);
    },
  });
};
