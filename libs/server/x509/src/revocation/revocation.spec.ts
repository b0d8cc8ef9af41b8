import { KeyUsageFlags } from '@peculiar/x509';
import { createAuthority, createCrl, type Authority, type RevocationListOptions } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Certificate } from '../certificate/certificate.js';
import { type AuthorityPath, findPath } from '../path/certificate-path.js';
import type { TrustStore } from '../path/trust-store.js';
import { days, issue, now, reasonOf, storeOf, twoTierAuthority } from '../../testing/index.js';
import { X509Error } from '../x509.error.js';
import { readRevocationLists, type RevocationList } from './configured-list.js';
import { revocationProblems, unusedLists } from './revocation-problems.js';
import { Revocations } from './revocation.js';

let root: Authority;
let issuing: Authority;
let store: TrustStore;
let ada: Certificate;
let path: AuthorityPath;
/** An old, empty list. */
let rootList: readonly RevocationList[];
const serial = '4a5b';

const listsOf = async (authority: Authority, options: RevocationListOptions = {}) =>
  readRevocationLists((await createCrl(authority, options)).der);
const check = (...lists: RevocationList[][]) =>
  new Revocations([...lists.flat(), ...rootList]).assertNotRevoked(ada, path, now);
const detailOf = async (checked: Promise<unknown>): Promise<string> => {
  const error: unknown = await checked.catch((thrown: unknown) => thrown);
  return error instanceof X509Error ? error.detail : '';
};

beforeAll(async () => {
  ({ root, issuing, store } = await twoTierAuthority());
  ada = await issue(issuing, { serialNumber: serial });
  path = findPath(ada, store, now);
  rootList = await listsOf(root, { thisUpdate: days(-9) });
});

describe('a revocation list', () => {
  it('refuses the certificates on it and no others', async () => {
    const list = await listsOf(issuing, { revokedSerials: [serial] });
    const other = await listsOf(issuing, { revokedSerials: ['4a5c', '5b', '4a5b4a5b'] });

    expect(await reasonOf(() => check(list))).toBe('revoked');
    expect(await check(other)).toBe('good');
  });

  it('gives date and reason', async () => {
    const date = new Date('2026-05-01T10:30:00Z');
    const list = await listsOf(issuing, { revoked: [{ serialNumber: serial, date, reason: 1 }] });
    const error: unknown = await check(list).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ reason: 'revoked', subject: '2026-05-01, keyCompromise' });
  });

  it('refuses a certificate whose revocation is dated in the future: the entry counts, not its date (RFC 5280 §6.3.3)', async () => {
    const list = await listsOf(issuing, { revoked: [{ serialNumber: serial, date: days(30), reason: 4 }] });

    expect(await reasonOf(() => check(list))).toBe('revoked');
  });

  it('refuses what a revoked authority issued', async () => {
    const list = await listsOf(root, { revokedSerials: [issuing.certificate.serialNumber] });

    expect(await reasonOf(() => check(list))).toBe('revoked');
    expect(await detailOf(check(list))).toContain('the authority O=Test,CN=Issuing');
  });

  it('applies to its own CA only', async () => {
    const foreign = await createAuthority({ subject: 'CN=Foreign' });
    const list = await listsOf(foreign, { revokedSerials: [serial], nextUpdate: days(-1) });

    expect(await check(list)).toBe('unchecked');
  });

  it.each([
    ['expired', { thisUpdate: days(-3), nextUpdate: days(-1) }],
    ['is not yet in force', { thisUpdate: days(1), nextUpdate: days(3) }],
    ['does not say when it expires', { nextUpdate: null }],
    ['has a critical extension that nobody knows', { criticalExtensions: ['1.2.3.4'] }],
    ['has an entry with one', { revoked: [{ serialNumber: '77', criticalExtension: '1.2.3.4' }] }],
  ])('that %s leaves all certificates unknown', async (_, options) => {
    const list = await listsOf(issuing, options);

    expect(await reasonOf(() => check(list))).toBe('revocation_unknown');
  });

  it('that has expired still refuses the certificates on it as revoked', async () => {
    const list = await listsOf(issuing, { revokedSerials: [serial], thisUpdate: days(-3), nextUpdate: days(-1) });

    expect(await reasonOf(() => check(list))).toBe('revoked');
  });

  it('signed by another key in the name of the CA leaves all certificates unknown', async () => {
    const twin = await createAuthority({ subject: 'CN=Issuing,O=Test' });

    expect(await reasonOf(async () => check(await listsOf(twin)))).toBe('revocation_unknown');
    expect(await reasonOf(async () => check(await listsOf(twin, { revokedSerials: [serial] })))).toBe(
      'revocation_unknown',
    );
  });

  it('yields to a newer one', async () => {
    const old = await listsOf(issuing, { revokedSerials: [serial], thisUpdate: days(-9), nextUpdate: days(-2) });
    const fresh = await listsOf(issuing);

    expect(await check(old, fresh)).toBe('good');
  });

  it('is not used in place of a newer one that is not understood', async () => {
    const old = await listsOf(issuing, { thisUpdate: days(-2) });
    const fresh = await listsOf(issuing, { criticalExtensions: ['1.2.3.4'] });

    expect(await check(old)).toBe('good');
    expect(await reasonOf(() => check(old, fresh))).toBe('revocation_unknown');
    expect(await detailOf(check(old, fresh))).toContain('critical extension 1.2.3.4');
  });

  it('is not accepted when the key of the CA may not sign lists', async () => {
    const silent = await createAuthority({ subject: 'CN=Silent', keyUsages: KeyUsageFlags.keyCertSign });
    const bob = await issue(silent);
    const bobsPath = findPath(bob, storeOf(silent), now);
    const revocations = new Revocations(await listsOf(silent));

    expect(await reasonOf(() => revocations.assertNotRevoked(bob, bobsPath, now))).toBe('revocation_unknown');
  });
});

describe('a list that cannot be read', () => {
  const with_ = (lists: readonly RevocationList[], issuerKey?: string) =>
    new Revocations(lists, {
      unreadable: [{ source: '/etc/postern/ca.crl', cause: 'the file is not there', issuerKey }],
    });

  it('leaves certificates of a CA without another list unknown, and names the file', async () => {
    const revocations = with_([]);

    expect(await reasonOf(() => revocations.assertNotRevoked(ada, path, now))).toBe('revocation_unknown');
    expect(await detailOf(revocations.assertNotRevoked(ada, path, now))).toContain('/etc/postern/ca.crl');
    expect((await revocationProblems(revocations, store, now)).blocking[0]).toContain('/etc/postern/ca.crl');
  });

  it('affects no certificates of CAs with a list', async () => {
    const revocations = with_([...(await listsOf(issuing)), ...(await listsOf(root))]);

    expect(await revocations.assertNotRevoked(ada, path, now)).toBe('good');
    expect((await revocationProblems(revocations, store, now)).blocking).toEqual([]);
  });

  it('affects only certificates of its issuer where that can be read', async () => {
    const foreign = await createAuthority({ subject: 'CN=Foreign' });
    const [own, other] = [path.authorities[0]?.nameKey, storeOf(foreign).authorities[0]?.nameKey];

    expect(await with_([], other).assertNotRevoked(ada, path, now)).toBe('unchecked');
    expect(await reasonOf(() => with_([], own).assertNotRevoked(ada, path, now))).toBe('revocation_unknown');
  });
});

describe('a list that no known authority signed', () => {
  it('is reported, and refuses no certificate', async () => {
    const foreign = await createAuthority({ subject: 'CN=Foreign' });
    const lists = [...(await listsOf(foreign)), ...(await listsOf(issuing)), ...(await listsOf(root))];
    const revocations = new Revocations(lists);

    expect(await revocations.assertNotRevoked(ada, path, now)).toBe('good');
    expect((await unusedLists(revocations, [store], now)).map(({ content }) => content.issuer)).toEqual(['CN=Foreign']);
    expect(await unusedLists(revocations, [store, storeOf(foreign)], now)).toEqual([]);
  });
});
