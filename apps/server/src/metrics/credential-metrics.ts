import type { CredentialExpiry, ExpiryCounts } from '@postern/clients';
import { Gauge } from 'prom-client';

const gauges: readonly (readonly [keyof ExpiryCounts, string])[] = [
  ['expiring', 'Credentials of applications that expire within 30 days'],
  ['expired', 'Credentials of applications that have expired'],
];

/** Counts credentials at each scrape. While the database is away the series are missing, and all others are there. */
export const measureCredentials = (expiry: Pick<CredentialExpiry, 'count'>): void => {
  for (const [state, help] of gauges) {
    new Gauge({
      name: `postern_client_credentials_${state}`,
      help,
      async collect() {
        await expiry.count().then(
          (counts) => this.set(counts[state]),
          () => this.remove(),
        );
      },
    });
  }
};
