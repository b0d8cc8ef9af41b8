import { register } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { measureCertificates } from './certificate-metrics.js';

describe('the metric of certificates that expire', () => {
  afterEach(() => register.clear());

  it('has a series for each use, counted anew at each scrape', async () => {
    let people = 2;
    measureCertificates({
      count: async () =>
        new Map([
          ['person', people],
          ['gateway', 0],
        ] as const),
    });

    expect(await register.metrics()).toContain('\npostern_certificates_expiring{use="person"} 2\n');
    people = 3;
    expect(await register.metrics()).toContain('\npostern_certificates_expiring{use="person"} 3\n');
    expect(await register.metrics()).toContain('\npostern_certificates_expiring{use="gateway"} 0\n');
  });

  it('is missing while the database is away, and breaks no other', async () => {
    measureCertificates({ count: () => Promise.reject(new Error('database away')) });

    expect(await register.metrics()).not.toMatch(/^postern_certificates_expiring/m);
  });
});
