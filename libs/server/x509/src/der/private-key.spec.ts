import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encode } from './der-writing.js';
import { withoutPublicKey } from './private-key.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const older = privateKey.export({ format: 'der', type: 'pkcs8' });
const [algorithm, octets] = [older.subarray(5, 12), older.subarray(12)];
const point = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
const newer = encode(0x30, ...[Uint8Array.of(2, 1, 1), algorithm, octets, encode(0x81, Uint8Array.of(0), point)]);

describe('a PKCS #8 key that holds its public key', () => {
  it('is the same key in the older form without it', () => {
    expect(Buffer.from(withoutPublicKey(newer))).toEqual(older);
    expect(createPrivateKey({ key: older, format: 'der', type: 'pkcs8' }).equals(privateKey)).toBe(true);
  });

  it('keeps its attributes', () => {
    const attributes = encode(0xa0, encode(0x30, Uint8Array.of(6, 1, 42), Uint8Array.of(0x31, 0)));
    const withBoth = encode(0x30, Uint8Array.of(2, 1, 1), algorithm, octets, attributes, encode(0x81, point));

    expect(Buffer.from(withoutPublicKey(withBoth))).toEqual(
      Buffer.from(encode(0x30, Uint8Array.of(2, 1, 0), algorithm, octets, attributes)),
    );
  });

  it.each([
    ['the older form', older],
    ['SEC 1', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'der', type: 'sec1' })],
    [
      'PKCS #1',
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'der', type: 'pkcs1' }),
    ],
    ['what is no key', Buffer.from('no key')],
  ])('leaves %s alone', (_, der) => {
    expect(withoutPublicKey(der)).toBe(der);
  });
});
