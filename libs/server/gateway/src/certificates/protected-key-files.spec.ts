import { createHmac, generateKeyPairSync, pbkdf2Sync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Issued, issueSelfSigned } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  integer,
  octets,
  oids,
  opensslPkcs12,
  pkcs12By,
  resultOf,
  selfSigned,
  sequence,
} from '../../testing/key-files.js';
import { readPemMaterial } from './read-pem.js';
import { readPfxMaterial } from './read-pfx.js';
import { inThread } from './run-key-file-job.js';

const password = 'secret';
/** Programs that are not needed otherwise. */
const has = (program: string): boolean => existsSync(`/usr/bin/${program}`);
let ec: Issued;
let rsa: Issued;

beforeAll(async () => {
  ec = await issueSelfSigned({ subject: 'CN=gateway' });
  rsa = await issueSelfSigned({ subject: 'CN=gateway rsa', keyAlgorithm: 'rsa-2048' });
});

const opened = (file: Uint8Array, secret = password) =>
  resultOf(readPfxMaterial(Buffer.from(file).toString('base64'), secret));

describe('a .p12', () => {
  it.each([
    'aes-128-cbc',
    'aes-192-cbc',
    'aes-256-cbc',
    'camellia-256-cbc',
    'aria-192-cbc',
    'sm4-cbc',
    'des-ede3-cbc',
    'des-cbc',
    'PBE-SHA1-3DES',
    'PBE-SHA1-2DES',
    'PBE-SHA1-RC2-128',
    'PBE-SHA1-RC2-40',
    'PBE-SHA1-RC4-128',
    'PBE-SHA1-RC4-40',
    'PBE-MD5-DES',
    'PBE-SHA1-DES',
    'NONE',
  ])('opens when it is encrypted with %s, with its password alone', async (cipher) => {
    const file = opensslPkcs12(ec, password, ['-certpbe', cipher, '-keypbe', cipher]);

    expect([await opened(file), await opened(file, 'Secret')]).toEqual(['pair', 'gateway.wrong_password']);
  });

  it.each([
    'md5',
    'sha1',
    'sha224',
    'sha384',
    'sha512',
    'sha512-256',
    'sha3-224',
    'sha3-256',
    'sha3-384',
    'sha3-512',
    'ripemd160',
    'sm3',
  ])('opens when its MAC is made with %s', async (digest) => {
    const file = opensslPkcs12(rsa, password, ['-macalg', digest]);

    expect([await opened(file), await opened(file, 'Secret')]).toEqual(['pair', 'gateway.wrong_password']);
  });

  it('opens without a MAC, and says a wrong password there too', async () => {
    const file = opensslPkcs12(ec, password, ['-nomac']);

    expect([await opened(file), await opened(file, 'Secret')]).toEqual(['pair', 'gateway.wrong_password']);
  });

  it.each([
    ['SHA-256', oids.hmacSha256, 'sha256', 32],
    ['SHA-512', oids.hmacSha512, 'sha512', 64],
  ] as const)('opens with PBMAC1 (RFC 9579) and %s', async (_, hmac, digest, length) => {
    const file = withPbmac1(opensslPkcs12(ec, 'pässword', ['-nomac']), 'pässword', { hmac, digest, length });

    expect([await opened(file, 'pässword'), await opened(file, 'wrong')]).toEqual(['pair', 'gateway.wrong_password']);
  });

  it.each(['пароль', 'pässword', '🗝', 'x'.repeat(200)])('opens with the password %s', async (secret) => {
    for (const options of [[], ['-legacy']])
      expect(await opened(opensslPkcs12(ec, secret, options), secret)).toBe('pair');
  });

  it('opens with an empty password, and as OpenSSL before 1.1 wrote it, with a byte for each letter', async () => {
    for (const options of [[], ['-legacy']]) expect(await opened(opensslPkcs12(ec, '', options), '')).toBe('pair');
    const latin1 = Buffer.from('pässword').toString('latin1');
    const legacy = ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES'];
    expect(await opened(opensslPkcs12(ec, latin1, legacy), 'pässword')).toBe('pair');
  });

  it.each([
    [
      'a PSS key',
      'rsa-pss',
      { modulusLength: 2048, hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha256', saltLength: 32 },
    ],
    ['an Ed25519 key', 'ed25519', {}],
  ])('opens with %s', async (_, type, options) => {
    const { privateKey } = generateKeyPairSync(type as 'ed25519', options);
    const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const pem = selfSigned(privateKeyPem);

    expect(await opened(opensslPkcs12({ pem, privateKeyPem }, password))).toBe('pair');
  });

  it('opens when the file itself is in base64', async () => {
    expect(await opened(Buffer.from(opensslPkcs12(ec, password).toString('base64')))).toBe('pair');
  });

  it('gives, of several certificates for its key, the one that is valid longest', async () => {
    const certificateFor = (days: number) => selfSigned(ec.privateKeyPem, '-days', `${days}`);
    const [soon, latest, later] = [10, 90, 50].map(certificateFor) as [string, string, string];
    const pem = `${soon}${latest}${later}`;
    const file = opensslPkcs12({ pem, privateKeyPem: ec.privateKeyPem }, password);

    const wanted = Buffer.from(latest.replace(/-----.*-----|\s/g, ''), 'base64');
    const materials = [
      await readPfxMaterial(file.toString('base64'), password),
      await readPemMaterial(pem, ec.privateKeyPem, undefined),
    ];
    for (const { certificate, chain } of materials) {
      expect(Buffer.from(certificate.der).equals(wanted)).toBe(true);
      expect(chain).toEqual([]);
    }
  });

  it.each([
    ['SEED', 'seed-cbc', 'SEED'],
    ['Blowfish', 'bf-cbc', 'Blowfish'],
    ['CFB mode', 'aes-256-cfb', 'AES in another mode than CBC'],
  ])('is said to be encrypted with %s, which is not supported', async (_, cipher, name) => {
    const file = opensslPkcs12(ec, password, ['-certpbe', cipher, '-keypbe', cipher]);
    const read = readPfxMaterial(file.toString('base64'), password);

    await expect(read).rejects.toMatchObject({
      code: 'gateway.unsupported_encryption',
      errors: [{ path: 'pfx', message: expect.stringContaining(`encrypted with ${name}`) as string }],
    });
    expect(await opened(file, 'wrong')).toBe('gateway.wrong_password');
  });

  it.runIf(has('certtool'))(
    'opens as GnuTLS writes it, with 600,000 rounds',
    async () => {
      expect(await opened(pkcs12By.gnutls(ec, 'пароль'), 'пароль')).toBe('pair');
    },
    60_000,
  );

  it.runIf(has('keytool'))(
    'opens as Java writes it, today and before',
    async () => {
      for (const options of [[], ['-J-Dkeystore.pkcs12.legacy']])
        expect(await opened(pkcs12By.keytool('secret1', ...options), 'secret1')).toBe('pair');
    },
    60_000,
  );

  it.runIf(has('pk12util'))(
    'opens as NSS writes it, in BER',
    async () => {
      const named = opensslPkcs12(ec, 'пароль', ['-name', 'gateway']);

      expect(await opened(pkcs12By.nss(named, 'gateway', 'пароль'), 'пароль')).toBe('pair');
    },
    60_000,
  );
});

/** The same file with a MAC of RFC 9579 §4, made by Node. */
const withPbmac1 = (
  file: Buffer,
  secret: string,
  { hmac, digest, length }: { readonly hmac: Uint8Array; readonly digest: string; readonly length: number },
): Buffer => {
  const body = file.subarray(4);
  // ContentInfo: data, [0], OCTET STRING; all with lengths of two bytes.
  const content = body.subarray(3 + 4 + 11 + 4 + 4);
  const salt = Buffer.from('some salt');
  const key = pbkdf2Sync(secret, salt, 2048, length, digest);
  const none = Buffer.from([5, 0]);
  const derivation = sequence(
    oids.pbkdf2,
    sequence(octets(salt), integer(2048), integer(length), sequence(hmac, none)),
  );
  const algorithm = sequence(oids.pbmac1, sequence(derivation, sequence(hmac, none)));
  const mac = createHmac(digest, key).update(content).digest();
  return sequence(body, sequence(sequence(algorithm, octets(mac)), octets(Buffer.from('NOT USED')), integer(1)));
};

const worker = new URL('../../dist/certificates/key-file-worker.js', import.meta.url);
describe.runIf(existsSync(worker))('a file that is opened in a thread', () => {
  const job = () => ({ kind: 'pkcs12', bytes: opensslPkcs12(ec, password), password }) as const;

  it('gives certificate and key', async () => {
    const answer = await inThread(job(), worker);

    expect(answer).toMatchObject({ keyCount: 1, certificates: [expect.any(Uint8Array)], key: expect.any(Uint8Array) });
    expect(await inThread({ ...job(), password: 'wrong' }, worker)).toMatchObject({ reason: 'wrong_password' });
  });

  it('is given up after a while', async () => {
    expect(await inThread(job(), worker, 1)).toMatchObject({ reason: 'too_costly' });
  });
});
