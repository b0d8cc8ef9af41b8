import { defaultGatewayPolicy } from '@postern/contracts';
import type { GatewayApiDefinition } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { apiSettings, apiValues, burstProblem, changedParts, pathProblem, requestsProblem } from './api-values';

const draft: GatewayApiDefinition = {
  name: 'Orders',
  pathPrefix: '/orders/v1',
  upstreamId: 'b1',
  policy: defaultGatewayPolicy,
  rateLimit: { requests: 10, per: 'minute', burst: 0 },
  forwardedHeaders: { clientCert: true, xSslClient: false },
};

describe('the settings of an API', () => {
  it('are sent back unchanged, without the policy', () => {
    const { policy: _, ...settings } = draft;

    expect(apiSettings(apiValues(draft))).toEqual(settings);
  });

  it('start without a limit, and pass nothing about the caller to the upstream', () => {
    expect(apiSettings(apiValues(null))).toMatchObject({
      rateLimit: null,
      forwardedHeaders: { clientCert: false, xSslClient: false },
    });
  });

  it.each([
    ['/orders', true],
    ['/orders/v1.2/a_b/~c', true],
    ['/a/b/c/d/e', false],
    ['/', false],
    ['orders', false],
    ['/orders/', false],
    ['/..', false],
    ['/orders/%2e', false],
    ['/or ders', false],
  ])('take the path %s: %s', (path, fine) => {
    expect(pathProblem(path) === null).toBe(fine);
  });

  it('accept whole numbers only', () => {
    expect([1, '100000', 100_000].map(requestsProblem)).toEqual([null, null, null]);
    expect([0, '', 1.5, 100_001].map(requestsProblem)).not.toContain(null);
    expect([0, '', -1].map(burstProblem).map((problem) => problem === null)).toEqual([true, false, false]);
  });
});

describe('a draft', () => {
  it('is compared with the applied version, part by part', () => {
    expect(changedParts(draft, structuredClone(draft))).toEqual([]);
    expect(changedParts({ ...draft, name: 'Other', rateLimit: null }, draft)).toEqual(['name', 'rateLimit']);
    expect(changedParts({ ...draft, policy: { ...draft.policy, require: null } }, draft)).toEqual(['policy']);
  });
});
