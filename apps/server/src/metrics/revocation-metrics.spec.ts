import { register } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { measureRevocation } from './revocation-metrics.js';

afterEach(() => register.clear());

describe('metrics of revocation', () => {
  it('show how current the list of each CA is', async () => {
    const now = Date.now();
    const measure = { ca: 'CN=Staff CA', issuedAt: now - 60_000, nextUpdate: now - 1000, entries: 12_431, failures: 3 };
    measureRevocation({
      measure: async () => [measure, { ca: 'CN=OCSP', issuedAt: null, nextUpdate: null, entries: null, failures: 0 }],
    });

    const text = await register.metrics();

    expect(text).toContain('postern_revocation_list_age_seconds{ca="CN=Staff CA"} 60');
    expect(text).toContain('postern_revocation_list_expires_seconds{ca="CN=Staff CA"} -1');
    expect(text).toContain('postern_revocation_list_entries{ca="CN=Staff CA"} 12431');
    expect(text).toContain('postern_revocation_failures_total{ca="CN=Staff CA"} 3');
    expect(text).not.toContain('list_age_seconds{ca="CN=OCSP"}');
    expect(text).toContain('postern_revocation_failures_total{ca="CN=OCSP"} 0');
  });

  it('are missing while the database is away', async () => {
    measureRevocation({ measure: () => Promise.reject(new Error('away')) });

    expect(await register.metrics()).not.toContain('{ca=');
  });
});
