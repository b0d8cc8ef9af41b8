import { register } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { measureCredentials } from './credential-metrics.js';

describe('metrics of credentials', () => {
  afterEach(() => register.clear());

  it('count those that expire soon and those that have expired separately, at each scrape', async () => {
    let expiring = 2;
    measureCredentials({ count: async () => ({ expiring, expired: 1 }) });

    expect(await register.metrics()).toContain('\npostern_client_credentials_expiring 2\n');
    expiring = 3;
    expect(await register.metrics()).toContain('\npostern_client_credentials_expiring 3\n');
    expect(await register.metrics()).toContain('\npostern_client_credentials_expired 1\n');
  });

  it('are missing while they cannot be counted, and break no other metrics', async () => {
    measureCredentials({ count: () => Promise.reject(new Error('database away')) });

    const text = await register.metrics();

    expect(text).toContain('# HELP postern_client_credentials_expiring');
    expect(text).not.toMatch(/^postern_client_credentials_expiring /m);
  });
});
