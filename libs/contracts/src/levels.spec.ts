import { describe, expect, it } from 'vitest';
import { isLevel, levelReaches, levels, levelsReaching, reachedLevel, signInReaches } from './levels.js';

const named = (name: string): string => `urn:postern:acr:${name}`;
const proof = (name: string, at: number) => ({ acr: named(name), at });
const demand = (names: readonly string[], maxAge: number | null = null) => ({ anyOf: names.map(named), maxAge });

describe('levels', () => {
  it('are ordered within the family of certificates', () => {
    expect(levelReaches(named('certificate-hardware'), named('certificate'))).toBe(true);
    expect(levelReaches(named('certificate-hardware'), named('certificate-low'))).toBe(true);
    expect(levelReaches(named('certificate'), named('certificate-low'))).toBe(true);
    expect(levelReaches(named('certificate'), named('certificate-hardware'))).toBe(false);
    expect(levelReaches(named('certificate-low'), named('certificate'))).toBe(false);
  });

  it('of different families never reach each other', () => {
    const family = (level: string): string => (level.includes(':certificate') ? 'certificate' : level);
    for (const one of levels) {
      for (const other of levels) {
        if (family(one) !== family(other)) expect([one, other, levelReaches(one, other)]).toEqual([one, other, false]);
      }
    }
  });

  it('are recognised by their full name only', () => {
    expect(isLevel(named('password'))).toBe(true);
    expect(isLevel('password')).toBe(false);
    expect(isLevel('toString')).toBe(false);
    expect(levelReaches('toString', 'constructor')).toBe(false);
  });

  it('that reach others are listed together with them', () => {
    expect([...levelsReaching([named('certificate')])].sort()).toEqual([
      named('certificate'),
      named('certificate-hardware'),
    ]);
    expect(levelsReaching([named('password'), 'urn:test:card'])).toEqual([named('password'), 'urn:test:card']);
  });
});

describe('a list of proofs', () => {
  it('reaches a level by any one of them, whichever was last', () => {
    const proofs = [proof('certificate', 100), proof('password', 200)];

    expect(reachedLevel(proofs, demand(['certificate']), 1000)).toEqual({
      level: named('certificate'),
      proof: proofs[0],
    });
    expect(reachedLevel(proofs, demand(['certificate-hardware']), 1000)).toBeUndefined();
    expect(reachedLevel([], demand(['password']), 1000)).toBeUndefined();
  });

  it('reaches the first of several levels in the order of the demand', () => {
    const proofs = [proof('password', 300), proof('certificate-hardware', 100)];

    expect(reachedLevel(proofs, demand(['certificate', 'password']), 1000)?.level).toBe(named('certificate'));
    expect(reachedLevel(proofs, demand(['password', 'certificate']), 1000)?.level).toBe(named('password'));
    expect(reachedLevel(proofs, demand(['passkey', 'password']), 1000)?.level).toBe(named('password'));
  });

  it('includes a certificate if a certificate method counts as two factors, and not for other two factors', () => {
    const shown = { ...proof('two-factors', 100), certificate: {} };

    expect(reachedLevel([shown], demand(['certificate']), 1000)).toEqual({ level: named('certificate'), proof: shown });
    expect(reachedLevel([shown], demand(['certificate-low']), 1000)?.proof).toBe(shown);
    expect(reachedLevel([shown], demand(['two-factors']), 1000)?.proof).toBe(shown);
    expect(reachedLevel([shown], demand(['certificate-hardware']), 1000)).toBeUndefined();
    const others = [proof('two-factors', 100), { ...proof('two-factors', 100), certificate: null }];
    expect(reachedLevel(others, demand(['certificate']), 1000)).toBeUndefined();
  });

  it('is told by a token with the methods of the sign-in', () => {
    const reaches = (name: string, amr?: readonly string[]) =>
      signInReaches({ acr: named(name), amr }, [named('passkey'), named('certificate')]);

    expect(['certificate-hardware', 'certificate', 'passkey'].map((name) => reaches(name))).toEqual([true, true, true]);
    expect(['certificate-low', 'password'].map((name) => reaches(name, ['pwd', 'pop']))).toEqual([false, false]);
    expect([reaches('two-factors', ['pop', 'mfa']), reaches('two-factors', ['pwd', 'otp'])]).toEqual([true, false]);
    expect([signInReaches({}, [named('password')]), signInReaches({ acr: named('password') }, [])]).toEqual([
      false,
      false,
    ]);
  });

  it('is as old as its latest proof at that level', () => {
    const proofs = [proof('certificate', 100), proof('certificate-hardware', 400), proof('password', 900)];

    expect(reachedLevel(proofs, demand(['certificate'], 600), 1000)?.proof.at).toBe(400);
    expect(reachedLevel(proofs, demand(['certificate'], 599), 1000)).toBeUndefined();
    expect(reachedLevel(proofs, demand(['certificate', 'password'], 200), 1000)?.level).toBe(named('password'));
  });
});
