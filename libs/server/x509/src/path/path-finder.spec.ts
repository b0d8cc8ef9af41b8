import { createAuthority } from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { LruCache } from '../lru-cache.js';
import { PathFinder } from './path-finder.js';
import { days, issue, now, reasonOf, storeOf, twoTierAuthority } from '../../testing/index.js';

describe('remembered paths', () => {
  it('are found again without looking', async () => {
    const { issuing, store } = await twoTierAuthority();
    const finder = new PathFinder();
    const ada = await issue(issuing);
    const first = finder.find(ada, store, now);

    expect(finder.find(ada, store, now)).toBe(first);
  });

  it('are good for one set of authorities only', async () => {
    const { root, issuing, store } = await twoTierAuthority();
    const finder = new PathFinder();
    const ada = await issue(issuing);
    finder.find(ada, store, now);

    expect(await reasonOf(() => finder.find(ada, storeOf(root), now))).toBe('untrusted');
  });

  it('are no good once an authority on them expired', async () => {
    const root = await createAuthority({ subject: 'CN=Root', days: 1 });
    const finder = new PathFinder();
    const ada = await issue(root);
    finder.find(ada, storeOf(root), now);

    expect(await reasonOf(() => finder.find(ada, storeOf(root), days(2)))).toBe('issuer_not_valid');
  });

  it('are bounded in number, the ones used last stay', () => {
    const cache = new LruCache<string, number>(2);
    cache.set('a', 1);
    cache.set('b', 2);
    cache.get('a');
    cache.set('c', 3);

    expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.size]).toEqual([1, undefined, 3, 2]);
  });
});
