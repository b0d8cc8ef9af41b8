import type { RevocationLists } from '@postern/certificate-kit';
import { Gauge } from 'prom-client';

const problems = ['unreadable', 'not_understood', 'ran_out', 'unused'] as const;

/** Reports at each scrape which configured revocation list cannot be used, and why; 0 for each reason that does not apply. */
export const measureRevocationLists = (lists: Pick<RevocationLists, 'states'>): void => {
  new Gauge({
    name: 'postern_revocation_list_problem',
    help: 'Configured revocation lists that cannot be used, by file and reason',
    labelNames: ['file', 'reason'],
    async collect() {
      this.reset();
      const states = await lists.states().catch(() => []);
      for (const { path, problem } of states) {
        for (const reason of problems) this.set({ file: path, reason }, problem === reason ? 1 : 0);
      }
    },
  });
};
