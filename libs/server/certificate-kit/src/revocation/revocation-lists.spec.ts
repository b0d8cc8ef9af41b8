import { mkdtempSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyUsageFlags } from '@peculiar/x509';
import { createAuthority, createCrl, issueCertificate } from '@postern/dev-pki';
import {
  findPath,
  parseCertificate,
  readAuthority,
  TrustStore,
  type AuthorityPath,
  type Certificate,
  X509Error,
} from '@postern/x509';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPki, days, listenersConfig } from '../../testing/index.js';
import { RevocationLists } from './revocation-lists.js';

const folder = mkdtempSync(join(tmpdir(), 'crl-'));
const file = join(folder, 'issuing.crl');
let pki: Awaited<ReturnType<typeof createPki>>;
let ada: Certificate;
let path: AuthorityPath;

beforeAll(async () => {
  pki = await createPki();
  ada = parseCertificate(pki.ada.der);
  path = findPath(ada, new TrustStore([pki.root, pki.issuing].map(({ der }) => readAuthority(der))), new Date());
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

const stateOf = async (lists: RevocationLists): Promise<string> => {
  try {
    await (await lists.current()).assertNotRevoked(ada, path, new Date());
    return 'good';
  } catch (error) {
    if (error instanceof X509Error) return error.reason;
    throw error;
  }
};
/** Lets the pause between two looks at the files go by. */
const later = (): void => {
  const then = performance.now() + 2000;
  vi.spyOn(performance, 'now').mockImplementation(() => then);
};
const write = async (revoked: boolean, options = {}): Promise<void> =>
  writeFileSync(
    file,
    (await createCrl(pki.issuing, { revokedSerials: revoked ? [pki.ada.certificate.serialNumber] : [], ...options }))
      .pem,
  );

describe('configured revocation lists', () => {
  it('refuse no one when none are configured', async () => {
    expect(await stateOf(new RevocationLists(listenersConfig()))).toBe('good');
  });

  it('are read again when the file changes', async () => {
    await write(false);
    const lists = new RevocationLists(listenersConfig({ MTLS_CRL_FILES: [file] }));
    expect(await stateOf(lists)).toBe('good');
    await write(true);
    later();

    expect(await stateOf(lists)).toBe('revoked');
  });

  it('are not read again while the file stays the same', async () => {
    await write(false);
    const lists = new RevocationLists(listenersConfig({ MTLS_CRL_FILES: [file] }));
    const before = await lists.current();
    later();

    expect(await lists.current()).toBe(before);
  });

  it('refuse everyone while a file was never readable, and accept them once it is', async () => {
    const absent = join(folder, 'later.crl');
    const lists = new RevocationLists(listenersConfig({ MTLS_CRL_FILES: [absent] }));
    expect(await stateOf(lists)).toBe('revocation_unknown');
    writeFileSync(absent, (await createCrl(pki.issuing)).der);
    later();

    expect(await stateOf(lists)).toBe('good');
  });

  it.each([
    ['half written', () => writeFileSync(file, '-----BEGIN X509 CRL-----\nMII')],
    ['gone', () => unlinkSync(file)],
  ])('keep their last content while the file is %s', async (_, damage) => {
    await write(true);
    const lists = new RevocationLists(listenersConfig({ MTLS_CRL_FILES: [file] }));
    expect(await stateOf(lists)).toBe('revoked');
    damage();
    later();

    expect(await stateOf(lists)).toBe('revoked');
  });

  it('refuse everyone once they have expired', async () => {
    await write(false, { thisUpdate: days(-2), nextUpdate: days(-1) });
    utimesSync(file, new Date(), new Date());

    expect(await stateOf(new RevocationLists(listenersConfig({ MTLS_CRL_FILES: [file] })))).toBe('revocation_unknown');
  });

  it('are checked once for a hundred simultaneous requests', async () => {
    await write(true);
    const lists = new RevocationLists(listenersConfig({ MTLS_CRL_FILES: [file] }));
    const states = await Promise.all(Array.from({ length: 100 }, () => stateOf(lists)));

    expect(new Set(states)).toEqual(new Set(['revoked']));
  });
});

describe('the state of each file', () => {
  const stateOfFile = async (data: string | Uint8Array) => {
    writeFileSync(file, data);
    const lists = new RevocationLists(listenersConfig({ MTLS_CRL_FILES: [file] }));
    lists.know(path.store);
    return (await lists.states())[0]?.problem;
  };

  it('tells what is wrong with it', async () => {
    const foreign = await createAuthority({ subject: 'CN=Foreign' });
    const ranOut = { thisUpdate: days(-2), nextUpdate: days(-1) };

    expect(await stateOfFile((await createCrl(pki.issuing)).der)).toBeNull();
    expect(await stateOfFile('nonsense')).toBe('unreadable');
    expect(await stateOfFile((await createCrl(pki.issuing, ranOut)).der)).toBe('ran_out');
    expect(await stateOfFile((await createCrl(pki.issuing, { criticalExtensions: ['1.2.3'] })).der)).toBe(
      'not_understood',
    );
    expect(await stateOfFile((await createCrl(foreign)).der)).toBe('unused');
  });
});

describe('a file', () => {
  const pemOf = (der: Uint8Array, label: string) =>
    `some text\r\n-----BEGIN ${label}-----\r\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\r\n')}\r\n-----END ${label}-----\r\n`;

  it.each<[string, (der: Uint8Array) => string | Uint8Array]>([
    ['DER with a newline behind it', (der) => Buffer.concat([der, Buffer.from('\r\n')])],
    ['BEGIN X509 CRL', (der) => pemOf(der, 'X509 CRL')],
    ['BEGIN CRL', (der) => pemOf(der, 'CRL')],
    ['a byte order mark', (der) => `\ufeff${pemOf(der, 'X509 CRL')}`],
    ['bare base64', (der) => Buffer.from(der).toString('base64')],
    ['bare base64 in lines', (der) => `${Buffer.from(der).toString('base64').replace(/.{76}/g, '$&\n')}\n`],
  ])('is read with %s', async (_, spell) => {
    const serialNumber = pki.ada.certificate.serialNumber;
    writeFileSync(file, spell((await createCrl(pki.issuing, { revokedSerials: [serialNumber] })).der));

    expect(await stateOf(new RevocationLists(listenersConfig({ MTLS_CRL_FILES: [file] })))).toBe('revoked');
  });

  it('may hold the certificate of the signer', async () => {
    const keyUsages = KeyUsageFlags.cRLSign;
    const signer = await issueCertificate(pki.root, { subject: pki.issuing.certificate.subject, keyUsages });
    const { pem } = await createCrl(signer);
    const stateWith = async (text: string) => {
      writeFileSync(file, text);
      return stateOf(new RevocationLists(listenersConfig({ MTLS_CRL_FILES: [file] })));
    };

    expect(await stateWith(pem)).toBe('revocation_unknown');
    expect(await stateWith(pem + signer.pem)).toBe('good');
  });
});
