import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createAuthority, exportPkcs12, type Issued, issueCertificate, issueSelfSigned } from '@postern/dev-pki';
import { sha1 } from '@postern/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KeyMaterial } from './key-material.js';
import { readPemMaterial } from './read-pem.js';
import { readPfxMaterial } from './read-pfx.js';

/** Made by `openssl pkcs12 -export -legacy`: key and certificate in RC2 with 40 bits, as Windows wrote them for decades. */
const legacy = `
MIIDwgIBAzCCA4gGCSqGSIb3DQEHAaCCA3kEggN1MIIDcTCCAmcGCSqGSIb3DQEHBqCCAlgwggJUAgEAMIICTQYJKoZIhvcNAQcBMBwGCiqGSI
b3DQEMAQYwDgQIjzh0v/lpd30CAggAgIICIHmcGHFuBuP9ErourBpBjYYU1kYtNx5SrfMCqY/cpEY9twExbh/YUI2GcoEe1pgHPbKdcqn9j304
5nKDiVximzrPris8zbH4wrvg8xjVd6IP535wxIzKgqmzDCXxadvfRXX7lIYqqKg80u0m746B+m1MXz20i3+wExwbqujq7gbtyTRHo9FpLJPuOA
XgX4A5ScOmJi0HC3S5NRk0DkkJ/tGovYC8+7Bu4lbhCVUOsgNXM6vTlcpXl2+v6ZavCF29cD2PcjwInrQn6rU6V72runPSbthGfJI1USj9byf+
OusLGOPzAMMJ482e08rFuUtvhy7KOrASRD1Fpj7Isfwi9G4O/eENhDG0RTX6EeNKmNneYrSA4h0N1CGXqKwLKub+h0DTM4H1/KFOVeOHMxlYaP
Zb5JsLWx2eZ4wcp8MEWEsdYMl6vGEGBlzOcv4h3yHR95So1W7VDsbX+X8/E50dZ2YkumrZfTUJwwBEABvx6sBLvpAvAIRgrT6oedvJTodZIaZX
mNHoQMtq12BUnZwOk9nIJHnQPwDw9qHaMig10eNgJLyueaIkIS2W0kwv5IB+6yyxKRmNiPrviK0ipJT9aRIXsegWZysb5OO5yIXCJdryVLyJuf
a9yejgEOEVqkvoZH6+pEwpPk4QO+END30EoXJh+doPZpCkNQShY2ptTvc4ftTxMBkQ8VZedbeCnu6eTyrW1Pr4bIg7Nsr59SKzsJIwggECBgkq
hkiG9w0BBwGggfQEgfEwge4wgesGCyqGSIb3DQEMCgECoIG0MIGxMBwGCiqGSIb3DQEMAQYwDgQInfSU25dZnJ4CAggABIGQ0LMARvowBiF8Dx
sxoULcSuV2oE5xTyvcePydnxBnPtDLykmoYzVKTjxp3jTzipwtjGCoWhu2G98zllTYzgKBzetykaY4H7eN4dRMU1hwwcntspUGuaa98BWejq2n
lqrqVonhXC2HrMJ9rXRqJYqfZY3uCemnU3e09DcFfhwFRWwEQuYUGRHB+R2WcBxyHaI2MSUwIwYJKoZIhvcNAQkVMRYEFGHFKHwPKZfkk5Vnoe
y13WkhrQUyMDEwITAJBgUrDgMCGgUABBS5CaiglAdEUGUBZMUGC/cjf8IAsgQIqrMJz1O4Z+4CAggA`;
const legacyThumbprint = '61c5287c0f2997e4939567a1ecb5dd6921ad0532';
const password = 'a password, pässword';

let root: Issued;
let issuing: Issued;
let ec: Issued;
let rsa: Issued;

beforeAll(async () => {
  root = await createAuthority({ subject: 'CN=Root' });
  issuing = await createAuthority({ subject: 'CN=Issuing', issuer: root });
  ec = await issueCertificate(issuing, { subject: 'CN=gateway' });
  rsa = await issueSelfSigned({ subject: 'CN=gateway rsa', keyAlgorithm: 'rsa-2048' });
});

const pfxOf = async ({ certificate, keys, chain }: Issued, secret = password) =>
  Buffer.from(await exportPkcs12({ certificate, keys, chain, password: secret, friendlyName: 'gateway' })).toString(
    'base64',
  );
/** The key is readable and the certificate's own. */
const isPair = ({ certificate, key }: KeyMaterial): boolean =>
  createPublicKey(createPrivateKey(key))
    .export({ type: 'spki', format: 'der' })
    .equals(Buffer.from(certificate.publicKeyInfo));
const codeOf = async (read: () => unknown): Promise<string> => {
  try {
    await read();
    return 'accepted';
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};

describe('a .pfx', () => {
  it('C1: opens with its password, EC and RSA, self-signed or with its chain', async () => {
    const fromEc = await readPfxMaterial(await pfxOf(ec), password);
    const fromRsa = await readPfxMaterial(await pfxOf(rsa), password);

    expect(fromEc.certificate.der).toEqual(ec.der);
    expect(fromEc.chain.map(({ der }) => Buffer.from(der))).toEqual([Buffer.from(issuing.der)]);
    expect(fromRsa.certificate.der).toEqual(rsa.der);
    expect([isPair(fromEc), isPair(fromRsa)]).toEqual([true, true]);
  });

  it('C1: is refused with a wrong password, which is what it says', async () => {
    for (const wrong of ['', 'A password, pässword']) {
      expect(await codeOf(() => readPfxMaterial(legacy, wrong))).toBe('gateway.wrong_password');
    }
    const pfx = await pfxOf(ec);
    expect(await codeOf(() => readPfxMaterial(pfx, 'wrong'))).toBe('gateway.wrong_password');
  });

  it('opens in the encryption of Windows XP', async () => {
    const material = await readPfxMaterial(legacy, 'geheim');

    expect(sha1(material.certificate.der)).toBe(legacyThumbprint);
    expect(isPair(material)).toBe(true);
  });

  it('opens without a password', async () => {
    expect(isPair(await readPfxMaterial(await pfxOf(ec, ''), ''))).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a text', Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64')],
    ['ASN.1 of another kind', Buffer.from('3003020101', 'hex').toString('base64')],
    ['no base64', '!!!'],
  ])('is refused when it is %s', async (_, pfx) => {
    expect(await codeOf(() => readPfxMaterial(pfx, password))).toBe('gateway.not_a_pfx');
  });

  it('is refused when it was cut off', async () => {
    expect(await codeOf(() => readPfxMaterial(legacy.slice(0, 600), 'geheim'))).toBe('gateway.not_a_pfx');
  });
});

describe('PEM', () => {
  it('is a certificate and its key, in one text or two, with the chain in any order', async () => {
    const apart = await readPemMaterial(`${issuing.pem}${root.pem}${ec.pem}`, ec.privateKeyPem, undefined);
    const together = await readPemMaterial(`${ec.privateKeyPem}${ec.pem}`, undefined, undefined);

    expect(apart.certificate.der).toEqual(ec.der);
    // Without the root: whoever trusts it has it.
    expect(apart.chain.map(({ der }) => Buffer.from(der))).toEqual([Buffer.from(issuing.der)]);
    expect([isPair(apart), isPair(together)]).toEqual([true, true]);
  });

  it('takes keys as PKCS #8, PKCS #1 and SEC 1, encrypted or not', async () => {
    const keyOf = ({ privateKeyPem }: Issued) => createPrivateKey(privateKeyPem);
    const cipher = { cipher: 'aes-256-cbc', passphrase: password } as const;
    const spellings = [
      [ec, keyOf(ec).export({ type: 'sec1', format: 'pem' })],
      [ec, keyOf(ec).export({ type: 'pkcs8', format: 'pem', ...cipher })],
      [ec, keyOf(ec).export({ type: 'sec1', format: 'pem', ...cipher })],
      [rsa, keyOf(rsa).export({ type: 'pkcs1', format: 'pem' })],
      [rsa, keyOf(rsa).export({ type: 'pkcs1', format: 'pem', ...cipher })],
    ] as const;
    for (const [{ pem }, key] of spellings) {
      const material = await readPemMaterial(pem, key.toString(), password);
      expect(isPair(material)).toBe(true);
      expect(material.key).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    }
  });

  it('is refused with the wrong password, or without one that is needed', async () => {
    const key = createPrivateKey(ec.privateKeyPem)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: password })
      .toString();

    for (const wrong of [undefined, '', 'wrong']) {
      expect(await codeOf(() => readPemMaterial(ec.pem, key, wrong))).toBe('gateway.wrong_password');
    }
  });

  it.each([
    ['without a key', () => [ec.pem, undefined], 'gateway.no_private_key'],
    ['with the key of another certificate', () => [ec.pem, rsa.privateKeyPem], 'gateway.key_mismatch'],
    ['with several keys', () => [ec.pem, `${ec.privateKeyPem}${rsa.privateKeyPem}`], 'gateway.several_keys'],
    ['without a certificate', () => [ec.privateKeyPem, undefined], 'gateway.no_certificate_in_file'],
    [
      'with a key that is none',
      () => [ec.pem, '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
      'gateway.invalid_key',
    ],
  ] as const)('is refused %s', async (_, parts, code) => {
    const [pem, key] = parts();

    expect(await codeOf(() => readPemMaterial(pem!, key, undefined))).toBe(code);
  });

  it('says nothing of the key it refuses', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    try {
      await readPemMaterial(ec.pem, key, undefined);
    } catch (error) {
      const said = JSON.stringify([error, (error as Error).message, (error as Error).stack]);
      expect(said).not.toContain(key.split('\n')[1]);
    }
  });
});
