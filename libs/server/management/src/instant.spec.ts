import { validateSync } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { DateOrTime, TimeWithZone } from './instant.js';

class Times {
  @DateOrTime()
  readonly any?: unknown;

  @TimeWithZone()
  readonly zoned?: unknown;
}

const accepted = (text: unknown): readonly string[] => {
  const refused = validateSync(Object.assign(new Times(), { any: text, zoned: text })).map(({ property }) => property);
  return ['any', 'zoned'].filter((name) => !refused.includes(name));
};

describe('a time in a request', () => {
  it.each([
    ...[
      '2027-01-31T00:00:00Z',
      '2027-01-31T00:00:00.123+02:00',
      '2027-01-31T00:00Z',
      '2028-02-29T23:59:59.123456789-0930',
    ],
  ])('may be %s, which Date reads', (text) => {
    expect([accepted(text), Number.isNaN(Date.parse(text))]).toEqual([['any', 'zoned'], false]);
  });

  it.each(['2027-01-31', '2027-01-31T00:00:00'])('has a zone where it has to be one moment: %s', (text) => {
    expect([accepted(text), Number.isNaN(Date.parse(text))]).toEqual([['any'], false]);
  });

  it.each([
    ...['2027-W01-1T00:00:00Z', '2027-W01-1', '2027-001T00:00:00Z', '2027-001', '20270101T000000Z', '20270101'],
    ...[
      '2027-01-01T00:00:00,5Z',
      '2027-01-01T00Z',
      '2027-01T00:00:00Z',
      '2027-01-01 00:00:00Z',
      '+002027-01-01T00:00:00Z',
    ],
    ...[
      '2027-02-30T00:00:00Z',
      '2027-02-29',
      '2027-01-01T25:00:00Z',
      '2027-01-01T00:00:00+99:99',
      '',
      0,
      null,
      ['2027-01-01'],
    ],
  ])('is refused as %j', (text) => {
    expect(accepted(text)).toEqual([]);
  });
});
