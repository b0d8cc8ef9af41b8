import { type Issued, issueSelfSigned } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GatewayUnderTest } from './testing/gateway-under-test.js';

let gateway: GatewayUnderTest;
let one: Issued;
let other: Issued;

beforeAll(async () => {
  gateway = await GatewayUnderTest.start([
    { prefix: '/vouched', rate: '1m', countedBy: 'certificate' },
    { prefix: '/open', rate: '1m', countedBy: 'address' },
    { prefix: '/also-open', rate: '1m' },
  ]);
  await gateway.allowEverything();
  one = await issueSelfSigned({ subject: 'CN=one' });
  other = await issueSelfSigned({ subject: 'CN=other' });
});
afterAll(() => gateway?.stop());

const statuses = async (path: string, ...callers: readonly (Issued | undefined)[]) => {
  const found: number[] = [];
  for (const caller of callers) found.push((await gateway.call(path, caller)).status);
  return found;
};

describe('a rate', () => {
  it('is of each certificate where the policy vouches for it, and of the address for those who show none', async () => {
    expect(await statuses('/vouched', one, other, undefined, one, other, undefined)).toEqual([
      200, 200, 200, 429, 429, 429,
    ]);
  });

  it('is of the address elsewhere, however many certificates are made up there; each API counts for itself', async () => {
    expect(await statuses('/open', one, other, undefined)).toEqual([200, 429, 429]);
    expect(await statuses('/also-open', other, one, undefined)).toEqual([200, 429, 429]);
  });
});
