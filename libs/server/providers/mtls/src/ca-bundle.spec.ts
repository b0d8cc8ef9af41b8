import { createAuthority } from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { createPki, methodWith } from '../testing/index.js';
import { caBundle } from './ca-bundle.js';

describe('the CA bundle for Nginx', () => {
  it('holds every authority of every method once, in an order that does not depend on theirs', async () => {
    const { root, issuing } = await createPki();
    const other = await createAuthority({ subject: 'CN=Other' });
    const bundle = caBundle([methodWith([root, issuing]), methodWith([other, root])]);

    expect(bundle.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
    for (const { pem } of [root, issuing, other]) expect(bundle).toContain(pem);
    expect(caBundle([methodWith([root, other]), methodWith([issuing, root])])).toBe(bundle);
  });

  it('is empty without methods', () => {
    expect(caBundle([])).toBe('');
  });
});
