import { KeyUsageFlags } from '@peculiar/x509';
import { createAuthority, createCrl, type Authority, type RevocationListOptions } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Certificate } from '../certificate/certificate.js';
import { type AuthorityPath, findPath } from '../path/certificate-path.js';
import { Revocations } from './revocation.js';
import { readRevocationLists } from './revocation-list.js';
import { days, issue, now, reasonOf, storeOf, twoTierAuthority } from '../../testing/index.js';
import type { TrustStore } from '../path/trust-store.js';

let root: Authority;
let issuing: Authority;
let store: TrustStore;
let ada: Certificate;
let path: AuthorityPath;
const serial = '4a5b';

const listsOf = async (authority: Authority, options: RevocationListOptions = {}) =>
  readRevocationLists((await createCrl(authority, options)).der);
const check = (...lists: Awaited<ReturnType<typeof listsOf>>[]) =>
  new Revocations(lists.flat()).assertNotRevoked(ada, path, now);

beforeAll(async () => {
  ({ root, issuing, store } = await twoTierAuthority());
  ada = await issue(issuing, { serialNumber: serial });
  path = findPath(ada, store, now);
});

describe('a revocation list', () => {
  it('refuses what is on it and nothing else', async () => {
    const list = await listsOf(issuing, { revokedSerials: [serial] });
    const other = await listsOf(issuing, { revokedSerials: ['4a5c'] });

    expect(await reasonOf(() => check(list))).toBe('revoked');
    expect(() => check(other)).not.toThrow();
  });

  it('refuses what a revoked authority issued', async () => {
    const list = await listsOf(root, { revokedSerials: [issuing.certificate.serialNumber] });

    expect(await reasonOf(() => check(list))).toBe('revoked');
  });

  it('concerns its own authority only', async () => {
    const foreign = await createAuthority({ subject: 'CN=Foreign' });
    const list = await listsOf(foreign, { revokedSerials: [serial], nextUpdate: days(-1) });

    expect(() => check(list)).not.toThrow();
  });

  it.each([
    ['ran out', { thisUpdate: days(-3), nextUpdate: days(-1) }],
    ['is not yet in force', { thisUpdate: days(1), nextUpdate: days(3) }],
    ['does not say until when it is good', { nextUpdate: null }],
  ])('that %s leaves everybody unknown', async (_, options) => {
    const list = await listsOf(issuing, options);

    expect(await reasonOf(() => check(list))).toBe('revocation_unknown');
  });

  it('that ran out still refuses what is on it by its right name', async () => {
    const list = await listsOf(issuing, { revokedSerials: [serial], thisUpdate: days(-3), nextUpdate: days(-1) });

    expect(await reasonOf(() => check(list))).toBe('revoked');
  });

  it('that somebody else signed in the authority’s name leaves everybody unknown', async () => {
    const twin = await createAuthority({ subject: 'CN=Issuing,O=Test' });

    expect(await reasonOf(async () => check(await listsOf(twin)))).toBe('revocation_unknown');
    expect(await reasonOf(async () => check(await listsOf(twin, { revokedSerials: [serial] })))).toBe(
      'revocation_unknown',
    );
  });

  it('yields to a newer one', async () => {
    const old = await listsOf(issuing, { revokedSerials: [serial], thisUpdate: days(-9), nextUpdate: days(-2) });
    const fresh = await listsOf(issuing);

    expect(() => check(old, fresh)).not.toThrow();
  });

  it('is not believed when the authority’s key may not sign lists', async () => {
    const silent = await createAuthority({ subject: 'CN=Silent', keyUsages: KeyUsageFlags.keyCertSign });
    const bob = await issue(silent);
    const bobsPath = findPath(bob, storeOf(silent), now);
    const revocations = new Revocations(await listsOf(silent));

    expect(await reasonOf(() => revocations.assertNotRevoked(bob, bobsPath, now))).toBe('revocation_unknown');
  });

  it('that cannot be read leaves everybody unknown', async () => {
    const revocations = new Revocations([], ['/etc/postern/ca.crl']);

    expect(await reasonOf(() => revocations.assertNotRevoked(ada, path, now))).toBe('revocation_unknown');
    expect(revocations.problem(path.anchor, now)).toContain('/etc/postern/ca.crl');
  });

  it('is read from DER and from PEM with several in one file', async () => {
    const [one, two] = [await createCrl(issuing), await createCrl(root)];

    expect(readRevocationLists(Buffer.from(one.pem + two.pem))).toHaveLength(2);
    expect(readRevocationLists(one.der)).toHaveLength(1);
    expect(await reasonOf(() => readRevocationLists(Buffer.from('')))).toBe('malformed');
    expect(await reasonOf(() => readRevocationLists(Buffer.from(issuing.pem)))).toBe('malformed');
  });
});
