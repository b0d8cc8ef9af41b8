import type { ExpiryWarnings } from '@postern/certificates';
import { Gauge } from 'prom-client';

/** Counts certificates at each scrape. While the database is away the series are missing, and all others are there. */
export const measureCertificates = (warnings: Pick<ExpiryWarnings, 'count'>): void => {
  new Gauge({
    name: 'postern_certificates_expiring',
    help: 'Certificates that expire within 30 days, by what they are used for',
    labelNames: ['use'],
    async collect() {
      this.reset();
      for (const [use, count] of await warnings.count().catch(() => [])) this.set({ use }, count);
    },
  });
};
