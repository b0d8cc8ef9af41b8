import { createAuthority } from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { codeOf, methodWith } from '../testing/index.js';
import { assertNamesFit, nameOctets } from './ca-names.js';

const named = (number: number) =>
  createAuthority({ subject: `C=XX,O=${'o'.repeat(60)},OU=${'u'.repeat(60)},CN=${'n'.repeat(56)} ${number}` });

describe('the names of CAs that Nginx sends', () => {
  it('count once, whatever has them', async () => {
    const [one, other] = await Promise.all([named(1), named(2)]);
    const [first, second] = [methodWith([one]).params, methodWith([one, other]).params];

    expect(nameOctets([first])).toBeGreaterThan(200);
    expect(nameOctets([first, first])).toBe(nameOctets([first]));
    expect(nameOctets([first, second])).toBe(2 * nameOctets([first]));
  });

  it('are refused when all of them together are too long for clients, though each method is small', async () => {
    const authorities = await Promise.all(Array.from({ length: 140 }, (_, number) => named(100 + number)));
    const params = Array.from(
      { length: 14 },
      (_, index) => methodWith(authorities.slice(index * 10, index * 10 + 10)).params,
    );

    expect(() => assertNamesFit(params.slice(2))).not.toThrow();
    expect(await codeOf(() => assertNamesFit(params))).toBe('sign_in_method.too_many_authorities');
  });

  it('count by origin: a method with one of its own leaves room for the others', async () => {
    const authorities = await Promise.all(Array.from({ length: 140 }, (_, number) => named(100 + number)));
    const shared = methodWith(authorities.slice(0, 70)).params;
    const own = methodWith(authorities.slice(70), { hostName: 'own' }).params;
    const tooMany = methodWith(authorities, { hostName: 'own' }).params;

    expect(() => assertNamesFit([shared, own])).not.toThrow();
    expect(await codeOf(() => assertNamesFit([shared, tooMany]))).toBe('sign_in_method.too_many_authorities');
    expect(() => assertNamesFit([shared, Object.assign(tooMany, { caNames: 'none' })])).not.toThrow();
  });
});
