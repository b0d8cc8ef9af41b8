import type { ListFileState } from '@postern/certificate-kit';
import { register } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { measureRevocationLists } from './revocation-list-metrics.js';

describe('the metric of revocation lists', () => {
  afterEach(() => register.clear());

  it('names each file with what is wrong with it, at each scrape', async () => {
    let states: ListFileState[] = [{ path: '/etc/a.crl', problem: 'unreadable' }];
    measureRevocationLists({ states: async () => states });

    expect(await register.metrics()).toContain(
      'postern_revocation_list_problem{file="/etc/a.crl",reason="unreadable"} 1\n',
    );
    states = [{ path: '/etc/a.crl', problem: null }];
    expect(await register.metrics()).toContain(
      'postern_revocation_list_problem{file="/etc/a.crl",reason="unreadable"} 0\n',
    );
  });

  it('is missing while the state is unknown, and breaks no other metric', async () => {
    measureRevocationLists({ states: () => Promise.reject(new Error('database away')) });

    expect(await register.metrics()).not.toMatch(/^postern_revocation_list_problem\{/m);
  });
});
