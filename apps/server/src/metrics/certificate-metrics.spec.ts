import { register } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { measureCertificates } from './certificate-metrics.js';

describe('the metric of certificates that expire', () => {
  afterEach(() => register.clear());

  it('has a series for each use, counted every five minutes and not at each scrape', async () => {
    let [people, time, counted] = [2, 0, 0];
    const count = async () => {
      counted += 1;
      return new Map([
        ['person', people],
        ['gateway', 0],
      ] as const);
    };
    measureCertificates({ count }, () => time);

    expect(await register.metrics()).toContain('\npostern_certificates_expiring{use="person"} 2\n');
    people = 3;
    time += 4 * 60_000;
    await Promise.all([register.metrics(), register.metrics()]);
    expect(await register.metrics()).toContain('\npostern_certificates_expiring{use="person"} 2\n');
    time += 60_000;
    expect(await register.metrics()).toContain('\npostern_certificates_expiring{use="person"} 3\n');
    expect(await register.metrics()).toContain('\npostern_certificates_expiring{use="gateway"} 0\n');
    expect(counted).toBe(2);
  });

  it('is missing while the database is down, breaks no other metric, and is back at the next scrape', async () => {
    let isAway = true;
    measureCertificates({
      count: () => (isAway ? Promise.reject(new Error('database away')) : Promise.resolve(new Map([['person', 1]]))),
    });

    expect(await register.metrics()).not.toMatch(/^postern_certificates_expiring\{/m);
    isAway = false;
    expect(await register.metrics()).toContain('\npostern_certificates_expiring{use="person"} 1\n');
  });
});
