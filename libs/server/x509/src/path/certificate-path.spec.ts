import { Extension } from '@peculiar/x509';
import { createAuthority, generateKeys, issueCertificate, issueSelfSigned, type Authority } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCertificate } from '../certificate/certificate.js';
import { findPath } from './certificate-path.js';
import { days, issue, now, reasonOf, storeOf, twoTierAuthority } from '../../testing/index.js';
import { readAuthority, type TrustStore } from './trust-store.js';

let root: Authority;
let issuing: Authority;
let store: TrustStore;

beforeAll(async () => {
  ({ root, issuing, store } = await twoTierAuthority());
});

describe('a path to a trust anchor', () => {
  it('leads through the registered authorities', async () => {
    const path = findPath(await issue(issuing), store, now);

    expect(path.authorities.map(({ certificate }) => certificate.sha256)).toEqual(
      [issuing, root].map(({ der }) => parseCertificate(der).sha256),
    );
    expect(path.anchor).toBe(path.authorities[1]);
  });

  it('leads from a certificate whose bytes are in a shared buffer, and keeps its own copy', async () => {
    const { der } = await issueCertificate(issuing, { subject: 'CN=Ada' });
    const shared = Buffer.concat([Buffer.alloc(7), der, Buffer.alloc(7)]);
    const certificate = parseCertificate(shared.subarray(7, 7 + der.length));
    shared.fill(0);

    expect(findPath(certificate, store, now)).toBeDefined();
  });

  it.each(['ec-p384', 'rsa-2048', 'ed25519'] as const)('is proved by keys of type %s', async (keyAlgorithm) => {
    const anchor = await createAuthority({ subject: 'CN=Root', keyAlgorithm });

    expect(findPath(await issue(anchor), storeOf(anchor), now)).toBeDefined();
  });

  it('is missing for another authority', async () => {
    const foreign = await createAuthority({ subject: 'CN=Foreign' });

    expect(await reasonOf(async () => findPath(await issue(foreign), store, now))).toBe('untrusted');
  });

  it('is missing for an authority with the same name and another key', async () => {
    const twin = await createAuthority({ subject: 'CN=Root,O=Test' });
    const twinIssuing = await createAuthority({ subject: 'CN=Issuing,O=Test', issuer: twin });

    expect(await reasonOf(async () => findPath(await issue(twin), store, now))).toBe('untrusted');
    expect(await reasonOf(async () => findPath(await issue(twinIssuing), store, now))).toBe('untrusted');
  });

  it('is missing when the authority between is not registered', async () => {
    expect(await reasonOf(async () => findPath(await issue(issuing), storeOf(root), now))).toBe('untrusted');
  });

  it('is missing for a self-signed certificate, with its own reason', async () => {
    const { der } = await issueSelfSigned({ subject: 'CN=Ada' });

    expect(await reasonOf(() => findPath(parseCertificate(der), store, now))).toBe('self_signed');
  });

  it('is missing when one byte of the certificate changed', async () => {
    const { der } = await issueCertificate(issuing, { subject: 'CN=Ada' });
    const forged = Buffer.from(der);
    forged[forged.indexOf('Ada')] = 'E'.charCodeAt(0);

    expect(await reasonOf(() => findPath(parseCertificate(forged), store, now))).toBe('untrusted');
  });

  it('is missing once an authority on it expired, or before it is valid', async () => {
    const short = await createAuthority({ subject: 'CN=Short', issuer: root, notBefore: days(-2), notAfter: days(1) });
    const ada = await issue(short, { notBefore: days(-9), notAfter: days(9) });

    expect(findPath(ada, storeOf(root, short), now)).toBeDefined();
    expect(await reasonOf(() => findPath(ada, storeOf(root, short), days(2)))).toBe('issuer_not_valid');
    expect(await reasonOf(() => findPath(ada, storeOf(root, short), days(-3)))).toBe('issuer_not_valid');
  });

  it('uses a renewed anchor with the same key once the old one expired', async () => {
    const keys = await generateKeys('ec-p256');
    const old = await createAuthority({ subject: 'CN=Renewed', keys, notBefore: days(-9), notAfter: days(-1) });
    const renewed = await createAuthority({ subject: 'CN=Renewed', keys });

    expect(findPath(await issue(old), storeOf(old, renewed), now)).toBeDefined();
  });

  it('ends where authorities have signed each other', async () => {
    const [one, two] = [await generateKeys('ec-p256'), await generateKeys('ec-p256')];
    const rootOne = await createAuthority({ subject: 'CN=One', keys: one });
    const rootTwo = await createAuthority({ subject: 'CN=Two', keys: two });
    const oneByTwo = await createAuthority({ subject: 'CN=One', keys: one, issuer: rootTwo });
    const twoByOne = await createAuthority({ subject: 'CN=Two', keys: two, issuer: rootOne });
    const ada = await issue(rootOne);

    expect(await reasonOf(() => findPath(ada, storeOf(oneByTwo, twoByOne), now))).toBe('untrusted');
    expect(findPath(ada, storeOf(oneByTwo, twoByOne, rootTwo), now)).toBeDefined();
  });
});

describe('the constraints of authorities', () => {
  it('limit the length of a path', async () => {
    const below = await createAuthority({ subject: 'CN=Below', issuer: issuing });

    expect(await reasonOf(async () => findPath(await issue(below), storeOf(root, issuing, below), now))).toBe(
      'path_too_long',
    );
  });

  it('allow at most three authorities between', async () => {
    const chain = [root];
    for (let level = 1; level <= 4; level++) {
      chain.push(await createAuthority({ subject: `CN=Level ${level}`, issuer: chain.at(-1) }));
    }

    expect(findPath(await issue(chain[3]!), storeOf(...chain), now)).toBeDefined();
    expect(await reasonOf(async () => findPath(await issue(chain[4]!), storeOf(...chain), now))).toBe('path_too_long');
  });

  it('limit the purposes below', async () => {
    const servers = await createAuthority({ subject: 'CN=Servers', issuer: root, purposes: ['serverAuth'] });

    expect(await reasonOf(async () => findPath(await issue(servers), storeOf(root, servers), now))).toBe(
      'wrong_purpose',
    );
  });

  /** NameConstraints { permittedSubtrees { rfc822Name example.test } } */
  const onlyExampleTest = new Extension(
    '2.5.29.30',
    true,
    Buffer.from(`3012a010300e810c${Buffer.from('example.test').toString('hex')}`, 'hex'),
  );

  it.each(['root', 'authority below'] as const)('limit the names below, if set by the %s', async (where) => {
    const top = await createAuthority({ subject: 'CN=Top', extensions: where === 'root' ? [onlyExampleTest] : [] });
    const people = await createAuthority({
      subject: 'CN=People',
      issuer: top,
      extensions: where === 'root' ? [] : [onlyExampleTest],
    });
    const certificate = (value: string) => issue(people, { subjectAlternativeNames: [{ type: 'email', value }] });

    expect(findPath(await certificate('ada@example.test'), storeOf(top, people), now)).toBeDefined();
    expect(
      await reasonOf(async () => findPath(await certificate('ada@elsewhere.test'), storeOf(top, people), now)),
    ).toBe('name_constraint');
  });

  it('refuse a certificate with a critical extension that is not processed', async () => {
    const unknown = new Extension('1.2.3.4.5', true, new Uint8Array([0x05, 0x00]));

    expect(await reasonOf(async () => findPath(await issue(issuing, { extensions: [unknown] }), store, now))).toBe(
      'critical_extension',
    );
  });
});

describe('an authority', () => {
  it('must be a CA with a strong key, and a strong signature unless it is an anchor', async () => {
    const person = await issueCertificate(root, { subject: 'CN=Ada' });
    const weak = await createAuthority({ subject: 'CN=Weak', keyAlgorithm: 'rsa-1024' });
    const strongRoot = await createAuthority({ subject: 'CN=Strong', keyAlgorithm: 'rsa-2048' });
    const weaklySigned = await createAuthority({ subject: 'CN=Below', issuer: strongRoot, signatureHash: 'SHA-1' });

    expect(await reasonOf(() => readAuthority(person.der))).toBe('untrusted');
    expect(await reasonOf(() => readAuthority(weak.der))).toBe('weak_key');
    expect(await reasonOf(() => readAuthority(weaklySigned.der))).toBe('weak_key');
  });
});
