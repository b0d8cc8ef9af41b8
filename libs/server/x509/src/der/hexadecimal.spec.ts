import { describe, expect, it } from 'vitest';
import { readHexadecimal, readSerialNumber } from './hexadecimal.js';

describe('a thumbprint', () => {
  it.each(['ab01ff', 'AB:01:FF', 'ab 01 ff', 'ab-01-ff', '0xAB01FF', '\u200eab01ff', '\u00a0AB01FF\ufeff'])(
    'is read from %j',
    (text) => {
      expect(readHexadecimal(text)).toBe('ab01ff');
    },
  );

  it('keeps its leading zeros', () => {
    expect(readHexadecimal('00:0A')).toBe('000a');
  });

  it.each(['', ' ', 'xyz', 'ab01fg', '0x'])('is not %j', (text) => {
    expect(readHexadecimal(text)).toBeUndefined();
  });
});

describe('a serial number', () => {
  it.each(['0A1B', 'a1b', '0x0a1b', '00:0A:1B', '0a 1b', '\u200e0A1B', '2587 (0xa1b)'])('is read from %j', (text) => {
    expect(readSerialNumber(text)).toBe('A1B');
  });

  it('is decimal if it cannot be hexadecimal', () => {
    const value = 2n ** 159n - 3n;
    expect(readSerialNumber(value.toString(10))).toBe(value.toString(16).toUpperCase());
    expect(readSerialNumber('10')).toBe('10');
  });

  it('may be negative or zero', () => {
    expect(readSerialNumber('-01')).toBe('-1');
    expect(readSerialNumber('00')).toBe('0');
  });

  it.each(['', 'serial', '0x', '-'])('is not %j', (text) => {
    expect(readSerialNumber(text)).toBeUndefined();
  });
});
