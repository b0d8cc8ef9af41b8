import { pbkdf2Sync } from 'node:crypto';
import { type Issued, issueSelfSigned } from '@postern/dev-pki';
import forge from 'node-forge';
import { beforeAll, describe, expect, it } from 'vitest';
import { assertOpensSoon } from './encrypted-pem.js';
import { mostRounds, TooCostlyError, withDerivedKeys } from './key-derivations.js';
import { readPemMaterial } from './read-pem.js';
import { readPfxMaterial } from './read-pfx.js';

interface Pbe {
  generatePkcs12Key(
    password: string | null,
    salt: forge.util.ByteStringBuffer,
    id: number,
    rounds: number,
    length: number,
    digest?: forge.md.MessageDigest,
  ): forge.util.ByteStringBuffer;
}
const pbe = (): Pbe => (forge.pki as unknown as { readonly pbe: Pbe }).pbe;
const pbkdf2 = (rounds: number, salt = 'salt') => forge.pkcs5.pbkdf2('pässword', salt, rounds, 32);

let own: Issued;
beforeAll(async () => {
  own = await issueSelfSigned({ subject: 'CN=gateway', keyAlgorithm: 'rsa-2048' });
});

const codeOf = async (read: () => unknown): Promise<string> => {
  try {
    await read();
    return 'accepted';
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};
const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

describe('a derived key', () => {
  it.each([
    ['a password', 'sha1', 1, 24],
    ['pässwörd 🗝', 'sha256', 3, 32],
    ['', 'sha512', 2, 64],
    [null, 'sha384', 2, 100],
    ['x'.repeat(300), 'md5', 5, 16],
  ] as const)('is the one that PKCS #12 asks for: %s, %s', async (password, digest, rounds, length) => {
    const make = () => {
      const salt = forge.util.createBuffer('some salt, longer than a block of any digest that there is: '.repeat(3));
      return pbe().generatePkcs12Key(password, salt, 3, rounds, length, forge.md[digest].create()).toHex();
    };

    expect(await withDerivedKeys(make)).toBe(make());
  });

  it('is the one that PBKDF2 asks for, of a password in UTF-8', async () => {
    expect(await withDerivedKeys(() => pbkdf2(5))).toBe(
      pbkdf2Sync('pässword', 'salt', 5, 32, 'sha1').toString('latin1'),
    );
  });

  it('lets others have their turn while it is made', async () => {
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 0);
    await withDerivedKeys(() => pbe().generatePkcs12Key('a', forge.util.createBuffer('salt'), 1, 20_000, 20));
    clearInterval(ticking);

    expect(turns).toBeGreaterThan(1);
  });

  it('is not made where it takes too long, alone or all together', async () => {
    const refused = async (work: () => unknown) => {
      await expect(withDerivedKeys(work)).rejects.toThrow(TooCostlyError);
    };
    for (const rounds of [mostRounds + 1, 2 ** 40, Number.NaN, -1, 0]) await refused(() => pbkdf2(rounds));
    await refused(() => Array.from({ length: 13 }, (_, index) => pbkdf2(1, `salt ${index}`)));
    const three = () => [1, 2, 3].map((index) => pbkdf2(10, `salt ${index}`));
    await expect(withDerivedKeys(three, 29)).rejects.toThrow(TooCostlyError);
    expect(await withDerivedKeys(three, 30)).toHaveLength(3);
  });
});

describe('a .pfx that was made to keep the server busy', () => {
  it.each([
    ['rounds without end', '7fffffff'],
    ['more rounds than a number can be', '7f'.repeat(20)],
  ])('is refused for %s', async (_, rounds) => {
    const key = forge.pki.privateKeyFromPem(own.privateKeyPem);
    const cert = forge.pki.certificateFromPem(own.pem);
    const file = forge.pkcs12.toPkcs12Asn1(key, [cert], 'password', { count: 1, algorithm: '3des' });
    const mac = (file.value as forge.asn1.Asn1[])[2]!.value as forge.asn1.Asn1[];
    mac.at(-1)!.value = Buffer.from(rounds, 'hex').toString('latin1');
    const pfx = Buffer.from(forge.asn1.toDer(file).getBytes(), 'latin1').toString('base64');

    expect(await codeOf(() => readPfxMaterial(pfx, 'password'))).toBe('gateway.key_file_too_costly');
  });

  it.each([
    ['sequences', base64('3080'.repeat(200_000))],
    ['octet strings', base64('2480'.repeat(200_000))],
    ['bit strings', base64('2380'.repeat(200_000))],
    ['a length that is not there', base64('3084ffffffff0201')],
  ])('is refused for %s within each other, deeper than anything', async (_, pfx) => {
    expect(await codeOf(() => readPfxMaterial(pfx, 'password'))).toBe('gateway.not_a_pfx');
  });
});

/** An encrypted key (RFC 5958) whose password was stretched as told; what is encrypted is nothing. */
const encrypted = (derivation: string, ...numbers: readonly number[]): string => {
  const { Class, Type, create, oidToDer, integerToDer, toDer } = forge.asn1;
  const sequence = (...parts: forge.asn1.Asn1[]) => create(Class.UNIVERSAL, Type.SEQUENCE, true, parts);
  const oid = (text: string) => create(Class.UNIVERSAL, Type.OID, false, oidToDer(text).getBytes());
  const octets = (text: string) => create(Class.UNIVERSAL, Type.OCTETSTRING, false, text);
  const integers = numbers.map((number) =>
    create(Class.UNIVERSAL, Type.INTEGER, false, integerToDer(number).getBytes()),
  );
  const info = sequence(
    sequence(
      oid('1.2.840.113549.1.5.13'),
      sequence(
        sequence(oid(derivation), sequence(octets('a salt'), ...integers)),
        sequence(oid('2.16.840.1.101.3.4.1.42'), octets('x'.repeat(16))),
      ),
    ),
    octets('y'.repeat(32)),
  );
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${forge.util.encode64(toDer(info).getBytes(), 64)}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
};
const [pbkdf2Oid, scryptOid] = ['1.2.840.113549.1.5.12', '1.3.6.1.4.1.11591.4.11'];

describe('an encrypted key that was made to keep the server busy', () => {
  it.each([
    ['PBKDF2', encrypted(pbkdf2Oid, 2_000_000_000)],
    ['scrypt that is costly', encrypted(scryptOid, 2 ** 20, 8, 1)],
    ['scrypt that is very parallel', encrypted(scryptOid, 2 ** 10, 1, 2 ** 20)],
  ])('is refused before it is opened: %s', async (_, key) => {
    expect(await codeOf(() => readPemMaterial(own.pem, key, 'password'))).toBe('gateway.key_file_too_costly');
  });

  it('is one of many that are not even opened', async () => {
    const many = encrypted(pbkdf2Oid, mostRounds).repeat(200);

    expect(await codeOf(() => readPemMaterial(own.pem, many, 'password'))).toBe('gateway.several_keys');
  });

  it.each([
    ['as OpenSSL writes it', encrypted(pbkdf2Oid, 2048)],
    ['by the most cautious', encrypted(pbkdf2Oid, mostRounds)],
    ['with scrypt', encrypted(scryptOid, 16_384, 8, 1)],
    ['so that nobody can read it', '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----'],
  ])('is not what one is that was encrypted %s', (_, key) => {
    expect(() => assertOpensSoon(key, 'key')).not.toThrow();
  });
});
