import { describe, expect, it } from 'vitest';
import { decryptRc2 } from './rc2.js';
import { rc4 } from './rc4.js';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

describe('a cipher that OpenSSL no longer offers', () => {
  it.each([
    ['0000000000000000', 63, '0000000000000000', 'ebb773f993278eff'],
    ['ffffffffffffffff', 64, 'ffffffffffffffff', '278b27e42e2f0d49'],
    ['3000000000000000', 64, '1000000000000001', '30649edf9be7d2c2'],
    ['88', 64, '0000000000000000', '61a8a244adacccf0'],
    ['88bca90e90875a', 64, '0000000000000000', '6ccf4308974c267f'],
    ['88bca90e90875a7f0f79c384627bafb2', 64, '0000000000000000', '1a807d272bbe5db1'],
    ['88bca90e90875a7f0f79c384627bafb2', 128, '0000000000000000', '2269552ab0f85ca6'],
  ])('is RC2 as in RFC 2268 §5: key %s with %i bits', (key, bits, plain, cipher) => {
    expect(decryptRc2(bytes(key), bits, new Uint8Array(8), bytes(cipher))).toEqual(bytes(plain));
  });

  it.each([
    ['0102030405', 'b2396305f03dc027ccc3524a0a1118a8'],
    ['0102030405060708090a0b0c0d0e0f10', '9ac7cc9a609d1ef7b2932899cde41b97'],
  ])('is RC4 as in RFC 6229 §2: key %s', (key, stream) => {
    expect(rc4(bytes(key), new Uint8Array(16))).toEqual(bytes(stream));
  });
});
