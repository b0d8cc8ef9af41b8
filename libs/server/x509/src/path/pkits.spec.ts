import { describe, expect, it } from 'vitest';
import { Pkits, pkitsTime, type PkitsCase } from '../../testing/pkits.js';
import { assertValidAt } from '../certificate/checks.js';
import { X509Error } from '../x509.error.js';
import { findPath } from './certificate-path.js';

const pkits = new Pkits();

/** `valid`, or the reason. */
const verdictOf = (of: PkitsCase): string => {
  try {
    const { certificate, store } = pkits.load(of);
    assertValidAt(certificate, pkitsTime);
    findPath(certificate, store, pkitsTime, { ...of.settings, mostIntermediates: 8 });
    return 'valid';
  } catch (error) {
    if (error instanceof X509Error) return error.message;
    throw error;
  }
};

/** Cases with DSA keys, which are refused on purpose. */
const refusedOnPurpose = new Set(['4.1.4', '4.1.5']);
/** Cases that only their revocation lists make invalid. */
const isAboutLists = ({ number, isValid }: PkitsCase): boolean =>
  !isValid && (/^4\.(4|5|14|15)\./.test(number) || ['4.7.4', '4.7.5'].includes(number));

const judged = pkits.cases.filter((of) => !isAboutLists(of) && !refusedOnPurpose.has(of.number));

describe.skipIf(judged.length === 0)('paths of the PKITS suite, without their revocation lists', () => {
  it.each(judged.map((of) => [of.number, of.title, of] as const))('%s %s', (_number, _title, of) => {
    const verdict = verdictOf(of);

    expect(verdict === 'valid', verdict).toBe(of.isValid);
  });
});
