import { createAuthority } from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { PathFinder } from './path-finder.js';
import { days, issue, now, reasonOf, storeOf, twoTierAuthority } from '../../testing/index.js';

describe('cached paths', () => {
  it('are found again without a search', async () => {
    const { issuing, store } = await twoTierAuthority();
    const finder = new PathFinder();
    const ada = await issue(issuing);
    const first = finder.find(ada, store, now);

    expect(finder.find(ada, store, now)).toBe(first);
  });

  it('are valid for one set of CAs only', async () => {
    const { root, issuing, store } = await twoTierAuthority();
    const finder = new PathFinder();
    const ada = await issue(issuing);
    finder.find(ada, store, now);

    expect(await reasonOf(() => finder.find(ada, storeOf(root), now))).toBe('untrusted');
  });

  it('are dropped once a CA on them expired', async () => {
    const root = await createAuthority({ subject: 'CN=Root', days: 1 });
    const finder = new PathFinder();
    const ada = await issue(root);
    finder.find(ada, storeOf(root), now);

    expect(await reasonOf(() => finder.find(ada, storeOf(root), days(2)))).toBe('issuer_not_valid');
  });
});
