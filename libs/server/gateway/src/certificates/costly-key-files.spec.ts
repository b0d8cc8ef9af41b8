import { type Issued, issueSelfSigned } from '@postern/dev-pki';
import { mostRounds } from '@postern/key-files';
import { beforeAll, describe, expect, it } from 'vitest';
import { integer, octets, oids, opensslPkcs12, sequence } from '../../testing/key-files.js';
import { readPemMaterial } from './read-pem.js';
import { readPfxMaterial } from './read-pfx.js';

let own: Issued;
beforeAll(async () => {
  own = await issueSelfSigned({ subject: 'CN=gateway', keyAlgorithm: 'rsa-2048' });
});

const codeOf = async (read: Promise<unknown>): Promise<string> => {
  try {
    await read;
    return 'accepted';
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};
const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

describe('a .pfx crafted to exhaust the server', () => {
  it.each([
    ['rounds without end', '7fffffff'],
    ['more rounds than a number can be', '7f'.repeat(20)],
    ['rounds that are negative', 'ff'],
    ['no rounds', '00'],
  ])('is refused for %s', async (_, rounds) => {
    const file = opensslPkcs12(own, 'password', ['-iter', '2048']);
    // The MAC's rounds are the last number of the file.
    const changed = Buffer.concat([
      file.subarray(4, -4),
      Buffer.from([2, rounds.length / 2]),
      Buffer.from(rounds, 'hex'),
    ]);
    const mac = changed.lastIndexOf(Buffer.from('06096086480165030402010500', 'hex')) - 2 - 2 - 2;
    const body = Buffer.concat([changed.subarray(0, mac), sequence(changed.subarray(mac + 2))]);

    expect(await codeOf(readPfxMaterial(sequence(body).toString('base64'), 'password'))).toBe(
      'gateway.key_file_too_costly',
    );
  });

  it.each([
    ['sequences', base64('3080'.repeat(200_000))],
    ['octet strings', base64('2480'.repeat(200_000))],
    ['bit strings', base64('2380'.repeat(200_000))],
    ['a length that is not there', base64('3084ffffffff0201')],
    ['a .pfx of octet strings', base64(`3080020103308006092a864886f70d010701a080${'2480'.repeat(200_000)}`)],
  ])('is refused for %s within each other, deeper than anything', async (_, pfx) => {
    expect(await codeOf(readPfxMaterial(pfx, 'password'))).toBe('gateway.not_a_pfx');
  });
});

/** An encrypted key (RFC 5958) whose password was stretched as told; what is encrypted is nothing. */
const encrypted = (derivation: Uint8Array, ...numbers: readonly number[]): string => {
  const stretching = sequence(derivation, sequence(octets(Buffer.from('a salt')), ...numbers.map(integer)));
  const cipher = sequence(oids.aes256, octets(Buffer.alloc(16, 'x')));
  const info = sequence(sequence(oids.pbes2, sequence(stretching, cipher)), octets(Buffer.alloc(32, 'y')));
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${info.toString('base64')}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
};
const codeOfKey = (key: string) => codeOf(readPemMaterial(own.pem, key, 'password'));

describe('an encrypted key crafted to exhaust the server', () => {
  it.each([
    ['PBKDF2', encrypted(oids.pbkdf2, 2_000_000_000)],
    ['PBKDF2 with a round too many', encrypted(oids.pbkdf2, mostRounds + 1)],
    ['scrypt that is costly', encrypted(oids.scrypt, 2 ** 20, 8, 1)],
    ['scrypt that is very parallel', encrypted(oids.scrypt, 2 ** 10, 1, 2 ** 20)],
  ])('is refused before it is opened: %s', async (_, key) => {
    expect(await codeOfKey(key)).toBe('gateway.key_file_too_costly');
  });

  it('is one of many that are not even opened', async () => {
    expect(await codeOfKey(encrypted(oids.pbkdf2, mostRounds).repeat(200))).toBe('gateway.several_keys');
  });

  it.each([
    ['as OpenSSL writes it', encrypted(oids.pbkdf2, 2048), 'gateway.wrong_password'],
    ['by the most cautious', encrypted(oids.pbkdf2, mostRounds), 'gateway.wrong_password'],
    ['with scrypt', encrypted(oids.scrypt, 16_384, 8, 1), 'gateway.wrong_password'],
    [
      'so that nobody can read it',
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----',
      'gateway.invalid_key',
    ],
  ])('is not one that was encrypted %s', async (_, key, code) => {
    expect(await codeOfKey(key)).toBe(code);
  });
});

describe('a .pfx that takes long', () => {
  it('does not block the event loop while it is opened', async () => {
    const costly = opensslPkcs12(own, 'password', ['-legacy', '-iter', '100000']).toString('base64');
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 0);
    await readPfxMaterial(costly, 'password');
    clearInterval(ticking);

    expect(turns).toBeGreaterThan(10);
  });
});
