import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority, createCrl, issueCertificate, manyEntries, type Authority } from '@postern/dev-pki';
import { findPath, parseCertificate, readAuthority, TrustStore, X509Error } from '@postern/x509';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listenersConfig } from '../../testing/index.js';
import { RevocationLists } from './revocation-lists.js';

const folder = mkdtempSync(join(tmpdir(), 'large-crl-'));
const file = join(folder, 'large.crl');
/** A thread runs what is built, which is not there before the first build. */
const isBuilt = existsSync(new URL('../../dist/revocation/list-worker.js', import.meta.url));
let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority({ subject: 'CN=Large Authority' });
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

const listOf = async (by = authority) => {
  const { entries, last } = manyEntries(5000);
  return { der: (await createCrl(by, { entries })).der, last };
};
const stateOf = async (lists: RevocationLists, serialNumber?: string): Promise<string> => {
  const leaf = parseCertificate((await issueCertificate(authority, { subject: 'CN=Ada', serialNumber })).der);
  const path = findPath(leaf, new TrustStore([readAuthority(authority.der)]), new Date());
  try {
    await lists.assertNotRevoked(leaf, path, new Date());
    return 'good';
  } catch (error) {
    if (error instanceof X509Error) return error.reason;
    throw error;
  }
};

describe.skipIf(!isBuilt)('a file that is read in a thread', () => {
  it('says which certificates are on it and which are not', async () => {
    const { der, last } = await listOf();
    writeFileSync(file, der);
    const lists = new RevocationLists(listenersConfig({ MTLS_CRL_FILES: [file] }));

    expect(statSync(file).size).toBeGreaterThan(128 * 1024);
    expect(await stateOf(lists, last)).toBe('revoked');
    expect(await stateOf(lists)).toBe('good');
  });

  it('is not trusted when another key signed it', async () => {
    writeFileSync(file, (await listOf(await createAuthority({ subject: 'CN=Large Authority' }))).der);

    expect(await stateOf(new RevocationLists(listenersConfig({ MTLS_CRL_FILES: [file] })))).toBe('revocation_unknown');
  });

  it('answers as before until another is read', async () => {
    const [first, second] = [await listOf(), await listOf()];
    writeFileSync(file, first.der);
    const lists = new RevocationLists(listenersConfig({ MTLS_CRL_FILES: [file] }));
    expect(await stateOf(lists, first.last)).toBe('revoked');
    writeFileSync(file, second.der);
    const then = performance.now() + 2000;
    vi.spyOn(performance, 'now').mockImplementation(() => then);
    const before = await lists.current();

    expect(await stateOf(lists, first.last)).toBe('revoked');
    await vi.waitUntil(async () => (await lists.current()) !== before, { timeout: 20_000 });
    expect(await stateOf(lists, second.last)).toBe('revoked');
    expect(await stateOf(lists, first.last)).toBe('good');
  });
});
