import { register } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRequestMetrics } from './metrics.js';

let measure: ReturnType<typeof createRequestMetrics>;

beforeEach(() => {
  measure = createRequestMetrics();
});
afterEach(() => register.clear());

const seen = (url: string, route: string | undefined, status = 200): void =>
  measure({ requestId: 'r', method: 'GET', url, status, seconds: 0.004 }, route);

/** `route status count` of every series. */
const counted = async (): Promise<readonly string[]> =>
  [...(await register.metrics()).matchAll(/_seconds_count\{method="GET",route="([^"]*)",status="(\d+)"\} (\d+)/g)]
    .map(([, ...parts]) => parts.join(' '))
    .sort();

describe('metrics of requests', () => {
  it('count by route and status', async () => {
    seen('/api/interaction/abc', '/api/interaction/:uid');
    seen('/api/interaction/def?attempt=1', '/api/interaction/:uid');
    seen('/api/interaction/def', '/api/interaction/:uid', 404);
    seen('/oidc/token', '/oidc/*');

    expect(await counted()).toEqual([
      '/api/interaction/:uid 200 2',
      '/api/interaction/:uid 404 1',
      '/oidc/token 200 1',
    ]);
  });

  it('have as many series as there are routes, whatever URLs are requested', async () => {
    for (let number = 0; number < 50; number += 1) {
      seen(`/made-up-${number}`, undefined, 404);
      seen(`/oidc/made-up-${number}`, '/oidc/*', 404);
      seen(`/oidc/auth/uid-${number}?ticket=secret`, '/oidc/*', 303);
    }

    expect(await counted()).toEqual(['/oidc/auth/:uid 303 50', '/oidc/other 404 50', 'other 404 50']);
    expect(await register.metrics()).not.toContain('secret');
  });

  it('include the resources of the process and its database statements', async () => {
    const text = await register.metrics();

    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
    expect(text).toMatch(/^postern_sql_statements_total \d/m);
  });
});
