import { describe, expect, it } from 'vitest';
import { BerReader, inside, isOneSequence, readCount, readOctets } from './ber.js';
import { KeyFileError } from './key-file.error.js';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

describe('BER', () => {
  it('has indefinite lengths within each other', () => {
    const outer = new BerReader(bytes('3080 3080 020105 0000 0201ff 0000 020107'.replaceAll(' ', '')));
    const [inner, last] = inside(outer.next()).rest();

    expect(readCount(inside(inner!).next())).toBe(5);
    expect(last!.content).toEqual(bytes('ff'));
    expect(readCount(outer.next())).toBe(7);
  });

  it('has octets in pieces, of either length', () => {
    for (const hex of ['24080402aabb0402ccdd', '24800402aabb0402ccdd0000', 'a0800402aabb24040402ccdd0000'])
      expect(readOctets(new BerReader(bytes(hex)).next())).toEqual(bytes('aabbccdd'));
  });

  it('has lengths with zeros before them', () => {
    expect(new BerReader(bytes('0483000002aabb')).next().content).toEqual(bytes('aabb'));
  });

  it.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['a length that is cut off', '3084ffff'],
    ['content that is cut off', '3003020101'.slice(0, -2)],
    ['no end', '3080020101'],
    ['an indefinite length of what has no parts', '04800000'],
    ['a high tag number', '3f0100'],
    ['depth without end', '3080'.repeat(100_000)],
  ])('is not %s', (_, hex) => {
    expect(() => new BerReader(bytes(hex)).next()).toThrow(KeyFileError);
    expect(isOneSequence(bytes(hex))).toBe(false);
  });

  it('is one SEQUENCE when nothing follows', () => {
    expect([isOneSequence(bytes('3003020101')), isOneSequence(bytes('300302010100'))]).toEqual([true, false]);
  });
});
