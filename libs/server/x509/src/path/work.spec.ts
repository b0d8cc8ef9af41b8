import {
  alternativeNamesExtension,
  type Authority,
  createAuthority,
  generalName,
  generateKeys,
  nameConstraints,
} from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { issue, now, reasonOf, storeOf } from '../../testing/index.js';
import { parseCertificate } from '../certificate/certificate.js';
import { findPath } from './certificate-path.js';
import { validatePath } from './validate-path.js';
import { Work } from './work.js';

/** Three CAs that each exclude this many names, and a person with as many. */
const chainWith = async (constraints: number, names: number) => {
  const excluded = Array.from({ length: constraints }, (_, index) => generalName.dns(`${index}.test`));
  const carried = Array.from({ length: names }, (_, index) => generalName.dns(`${index}.example`));
  const chain: Authority[] = [];
  for (const name of ['CN=Root', 'CN=Between', 'CN=Issuing']) {
    const extensions = [nameConstraints({ excluded })];
    chain.unshift(await createAuthority({ subject: name, issuer: chain[0], extensions }));
  }
  return { chain, person: await issue(chain[0]!, { extensions: [alternativeNamesExtension(carried)] }) };
};

describe('the work on one certificate', () => {
  it('is enough for an honest authority with many limits', async () => {
    const { chain, person } = await chainWith(200, 40);

    expect(findPath(person, storeOf(...chain), now).authorities).toHaveLength(3);
  });

  it('ends at its limit, whatever names and constraints an authority has', async () => {
    const { chain, person } = await chainWith(500, 900);
    const work = new Work();
    const path = chain.map(({ der }) => parseCertificate(der));

    expect(await reasonOf(() => validatePath([person, ...path], now, {}, work))).toBe('work_limit');
    expect(work.spent).toBeLessThan(110_000);
  });

  it('counts signatures of authorities that only share a name', async () => {
    const keys = await generateKeys('ec-p384');
    const twins = await Promise.all(
      Array.from({ length: 12 }, () => createAuthority({ subject: 'CN=Twin', keyAlgorithm: 'ec-p384' })),
    );
    const stranger = await createAuthority({ subject: 'CN=Twin', keys });
    const person = await issue(stranger);

    expect(await reasonOf(() => findPath(person, storeOf(...twins.slice(0, 5)), now))).toBe('untrusted');
    expect(await reasonOf(() => findPath(person, storeOf(...twins), now))).toBe('work_limit');
  });

  it('counts a signature once', async () => {
    const { chain, person } = await chainWith(1, 1);
    const path = [person, ...chain.map(({ der }) => parseCertificate(der))] as const;
    const [first, second] = [new Work(), new Work()];
    validatePath(path, now, {}, first);
    validatePath(path, now, {}, second);

    expect(first.spent - second.spent).toBe(3 * 1000);
  });
});
