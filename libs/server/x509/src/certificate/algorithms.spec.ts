import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  createAuthority,
  extension,
  generalName,
  issueCertificate,
  issueSelfSigned,
  signAgain,
} from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { issue, now, reasonOf, storeOf } from '../../testing/index.js';
import { findPath } from '../path/certificate-path.js';
import { readAuthority, TrustStore } from '../path/trust-store.js';
import { X509Error } from '../x509.error.js';
import { parseCertificate } from './certificate.js';
import { assertStrong } from './checks.js';

const { raw } = generalName;
const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
/** AlgorithmIdentifier of an OID in hexadecimal, with or without parameters. */
const algorithm = (oid: string, ...parameters: readonly Uint8Array[]) => raw(0x30, raw(0x06, hex(oid)), ...parameters);
const publicKeyInfo = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
const refusalOf = (call: () => unknown): readonly [string, string | undefined] => {
  try {
    call();
  } catch (error) {
    if (error instanceof X509Error) return [error.reason, error.subject];
    throw error;
  }
  throw new Error('nothing was refused');
};

/** RSASSA-PSS-params (RFC 4055 §3.1). */
const pss = (messageHash: string, maskHash: string | null, saltLength: number) =>
  algorithm(
    '2a864886f70d01010a',
    raw(
      0x30,
      raw(0xa0, algorithm(messageHash)),
      ...(maskHash === null ? [] : [raw(0xa1, algorithm('2a864886f70d010108', algorithm(maskHash)))]),
      raw(0xa2, raw(0x02, Buffer.from([saltLength]))),
    ),
  );
const [sha1, sha256, sha512] = ['2b0e03021a', '608648016503040201', '608648016503040203'];

describe('a root that signed itself with SHA-1', () => {
  it('is a valid anchor, and what it signs with SHA-256 is accepted', async () => {
    const root = await createAuthority({ subject: 'CN=Old', keyAlgorithm: 'rsa-2048', signatureHash: 'SHA-1' });

    expect(readAuthority(root.der).isAnchor).toBe(true);
    expect(findPath(await issue(root), storeOf(root), now).anchor.certificate.subject).toBeDefined();
  });

  it('does not allow SHA-1 below it', async () => {
    const root = await createAuthority({ subject: 'CN=Old', keyAlgorithm: 'rsa-2048', signatureHash: 'SHA-1' });
    const below = await createAuthority({ subject: 'CN=Below', issuer: root, signatureHash: 'SHA-1' });
    const person = await issue(root, { signatureHash: 'SHA-1' });

    expect(await reasonOf(() => readAuthority(below.der))).toBe('weak_key');
    expect(await reasonOf(() => assertStrong(person))).toBe('weak_key');
    expect(await reasonOf(() => findPath(person, storeOf(root), now))).toBe('untrusted');
  });

  it('is not an anchor when another key of that name signed it', async () => {
    const options = { keyAlgorithm: 'rsa-2048', signatureHash: 'SHA-1' } as const;
    const root = await createAuthority({ subject: 'CN=Old', ...options });
    const rolledOver = await createAuthority({ subject: 'CN=Old', issuer: root, ...options });

    expect(await reasonOf(() => readAuthority(rolledOver.der))).toBe('weak_key');
  });
});

describe('RSASSA-PSS', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pssKey = (maskHash: string) =>
    generateKeyPairSync('rsa-pss', {
      modulusLength: 2048,
      hashAlgorithm: 'sha256',
      mgf1HashAlgorithm: maskHash,
    });
  const selfSigned = async (identifier: Uint8Array, key: KeyObject, info: Uint8Array, hash = 'sha256') => {
    const { der } = await issueSelfSigned({ subject: 'CN=PSS', isAuthority: true });
    const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    return signAgain(der, {
      algorithm: identifier,
      publicKeyInfo: info,
      sign: (signedPart) => sign(hash, signedPart, options),
    });
  };

  it('verifies with one hash for both parts', async () => {
    const der = await selfSigned(pss(sha256, sha256, 32), privateKey, publicKeyInfo(publicKey));

    expect(readAuthority(der).isAnchor).toBe(true);
  });

  it.each([
    ['SHA-1', sha1, 'sha1'],
    ['SHA-512', sha512, 'sha512'],
  ])('verifies with a hash of its own for MGF1: %s', async (_what, oid, name) => {
    const pair = pssKey(name);
    const der = await selfSigned(pss(sha256, oid, 32), pair.privateKey, publicKeyInfo(pair.publicKey));
    const person = parseCertificate(der);

    expect(() => assertStrong(person)).not.toThrow();
    expect(readAuthority(der).isAnchor).toBe(true);
  });

  it('assumes SHA-1 for MGF1 by default, and so detects a forgery', async () => {
    const der = await selfSigned(pss(sha256, null, 32), privateKey, publicKeyInfo(publicKey));

    expect(readAuthority(der).isAnchor).toBe(false);
  });

  it('is refused if its parameters differ from those that the key is bound to', async () => {
    const bound = pssKey('sha256');
    const der = await selfSigned(pss(sha256, sha512, 32), bound.privateKey, publicKeyInfo(bound.publicKey));

    expect(readAuthority(der).isAnchor).toBe(false);
  });
});

describe('a key on a Brainpool curve', () => {
  const make = async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'brainpoolP256r1' });
    const root = await createAuthority({ subject: 'CN=Card' });
    const der = signAgain(root.der, {
      algorithm: algorithm('2a8648ce3d040302'),
      publicKeyInfo: publicKeyInfo(publicKey),
      sign: (signedPart) => sign('sha256', signedPart, privateKey),
    });
    const { der: person } = await issueCertificate(root, { subject: 'CN=Ada' });
    const signed = signAgain(person, {
      algorithm: algorithm('2a8648ce3d040302'),
      publicKeyInfo: publicKeyInfo(publicKey),
      sign: (signedPart) => sign('sha256', signedPart, privateKey),
    });
    return { der, person: parseCertificate(signed) };
  };

  it('is accepted only if allowed', async () => {
    const { der, person } = await make();
    const store = new TrustStore([readAuthority(der, { brainpool: true })]);

    expect(refusalOf(() => readAuthority(der))).toEqual(['curve_not_allowed', 'EC brainpoolP256r1']);
    expect(refusalOf(() => assertStrong(person))).toEqual(['curve_not_allowed', 'EC brainpoolP256r1']);
    expect(() => assertStrong(person, { brainpool: true })).not.toThrow();
    expect(findPath(person, store, now).authorities).toHaveLength(1);
  });
});

describe('an algorithm that is not supported yet', () => {
  const signature = new Uint8Array(64);
  it.each([
    ['ML-DSA-65', '608648016503040312'],
    ['SLH-DSA', '60864801650304031f'],
    ['Ed448', '2b6571'],
    ['ECDSA with SHA3-256', '60864801650304030a'],
    ['RSA with SHA3-256', '60864801650304030e'],
    ['GOST R 34.10-2012 256', '2a85030701010302'],
  ])('is said to be that, and not weak: %s', async (name, oid) => {
    const person = await issue(await createAuthority({ subject: 'CN=Root' }));
    const signed = signAgain(person.der, { algorithm: algorithm(oid), sign: () => signature });

    expect(refusalOf(() => assertStrong(parseCertificate(signed)))).toEqual(['unsupported_algorithm', name]);
  });

  it('is reported for keys, too', async () => {
    const person = await issue(await createAuthority({ subject: 'CN=Root' }));
    const info = publicKeyInfo(generateKeyPairSync('ed448').publicKey);
    const signed = signAgain(person.der, {
      algorithm: algorithm('2a8648ce3d040302'),
      publicKeyInfo: info,
      sign: () => signature,
    });

    expect(refusalOf(() => assertStrong(parseCertificate(signed)))).toEqual(['unsupported_algorithm', 'Ed448']);
  });
});

describe('a certificate in BER', () => {
  it('is reported as BER when a TRUE is encoded as 01', async () => {
    const { der } = await createAuthority({ subject: 'CN=Root' });
    const ber = Buffer.from(Buffer.from(der).toString('hex').replaceAll('0101ff', '010101'), 'hex');

    expect(refusalOf(() => parseCertificate(ber))[0]).toBe('not_der');
  });
});

describe('critical extensions', () => {
  it('may be CRL distribution points', async () => {
    const root = await createAuthority({ subject: 'CN=Root' });
    /** DistributionPoint { fullName { URI http://a.test/ } } */
    const points = hex('30163014a012a010860e687474703a2f2f612e746573742f');
    const person = await issue(root, { extensions: [extension('2.5.29.31', true, points)] });

    expect(findPath(person, storeOf(root), now).authorities).toHaveLength(1);
  });

  it.each(['the certificate', 'its authority'])('that are not processed are named, in %s', async (where) => {
    const unknown = [extension('1.3.6.1.4.1.99999.5')];
    const root = await createAuthority({ subject: 'CN=Root', extensions: where === 'its authority' ? unknown : [] });
    const person = await issue(root, { extensions: where === 'the certificate' ? unknown : [] });

    expect(refusalOf(() => findPath(person, storeOf(root), now))).toEqual([
      'critical_extension',
      '1.3.6.1.4.1.99999.5',
    ]);
  });
});
