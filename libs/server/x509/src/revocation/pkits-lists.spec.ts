import { describe, expect, it } from 'vitest';
import { Pkits, type PkitsCase, pkitsTime } from '../../testing/pkits.js';
import { assertValidAt } from '../certificate/checks.js';
import { findPath } from '../path/certificate-path.js';
import { X509Error } from '../x509.error.js';
import { readRevocationLists } from './configured-list.js';
import { Revocations } from './revocation.js';

const pkits = new Pkits();

/** `valid`, or the reason; as in the suite, every authority must have a list. */
const verdictOf = async (of: PkitsCase): Promise<string> => {
  try {
    const { certificate, others, store, lists } = pkits.load(of);
    assertValidAt(certificate, pkitsTime);
    const path = findPath(certificate, store, pkitsTime, { ...of.settings, mostIntermediates: 8 });
    const read = lists.flatMap((der) => readRevocationLists(der));
    const verdict = await new Revocations(read, { signers: others }).assertNotRevoked(certificate, path, pkitsTime);
    return verdict === 'good' ? 'valid' : verdict;
  } catch (error) {
    if (error instanceof X509Error) return error.message;
    throw error;
  }
};

/** Cases with DSA keys, which are refused on purpose. */
const refusedOnPurpose = new Set(['4.1.4', '4.1.5']);
const judged = pkits.cases.filter(({ number }) => !refusedOnPurpose.has(number));

describe.skipIf(judged.length === 0)('the PKITS suite, with its revocation lists', () => {
  it.each(judged.map((of) => [of.number, of.title, of] as const))('%s %s', async (_number, _title, of) => {
    const verdict = await verdictOf(of);

    expect(verdict === 'valid', verdict).toBe(of.isValid);
  });
});
