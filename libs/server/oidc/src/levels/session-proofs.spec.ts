import { describe, expect, it } from 'vitest';
import type { SessionProof } from '../storage/artifact.js';
import { amrOf, formerCertificatesOf, proofsOf, withProofs } from './session-proofs.js';

const proof = (at: number, change: Partial<SessionProof> = {}): SessionProof => ({
  methodId: 'password',
  identifierId: null,
  acr: 'urn:postern:acr:password',
  amr: ['pwd'],
  at,
  certificate: null,
  ...change,
});
const card = { methodId: 'card', identifierId: 'i', acr: 'urn:postern:acr:certificate', amr: ['pop'] };
const certificate = (sha256: string) => ({ sha256, issuer: 'CN=CA', serialNumber: '1' });

describe('proofs of a session', () => {
  it('add up, and the later proof of the same thing takes the place of the former one', () => {
    const proofs = withProofs([proof(1), proof(2, card)], [proof(3)]);

    expect(proofs.map(({ at }) => at)).toEqual([2, 3]);
    expect(amrOf(proofs)).toEqual(['pop', 'pwd']);
  });

  it('are of one certificate: another one takes its place, also by another method', () => {
    const [one, other] = ['a', 'b'].map((sha256) => ({ ...card, certificate: certificate(sha256) }));
    const before = [proof(1, one), proof(2, { ...one, methodId: 'other card' }), proof(3)];

    expect(withProofs(before, [proof(4, other)]).map(({ at }) => at)).toEqual([3, 4]);
    expect(withProofs(before, [proof(4)]).map(({ at }) => at)).toEqual([1, 2, 4]);
  });

  it('leave their certificate behind when they make room, so that it is found when it is revoked', () => {
    const [one, other, third] = ['a', 'b', 'c'].map((sha256) =>
      proof(1, { ...card, certificate: certificate(sha256) }),
    );
    const second = { proofs: [other!], formerCertificates: formerCertificatesOf({ proofs: [one!] }, [other!]) };

    expect(second.formerCertificates).toEqual(['a']);
    expect(formerCertificatesOf(second, [third!])).toEqual(['a', 'b']);
    expect(formerCertificatesOf(second, [one!])).toEqual(['b']);
  });

  it('do not double when a result is taken in again, after consent', () => {
    const once = withProofs([], [proof(1)]);

    expect(withProofs(once, [proof(1)])).toEqual(once);
  });

  it('are bounded: the oldest make room', () => {
    const many = Array.from({ length: 40 }, (_, at) => proof(at, { methodId: `m${at}` }));
    const kept = many.reduce<readonly SessionProof[]>((list, each) => withProofs(list, [each]), []);

    expect(kept).toHaveLength(16);
    expect(kept.at(-1)?.at).toBe(39);
  });

  it('of a session from before they were kept, are the last one', () => {
    expect(proofsOf({ acr: 'urn:postern:acr:password', amr: ['pwd'], loginTs: 7 })).toMatchObject([
      { acr: 'urn:postern:acr:password', amr: ['pwd'], at: 7, methodId: null },
    ]);
    expect(proofsOf({})).toEqual([]);
  });
});
