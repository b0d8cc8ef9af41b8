import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { Text } from './body-fields.js';

class Named {
  @Text({ max: 100 })
  readonly name!: string;
}

const accepts = (name: string) => validateSync(plainToInstance(Named, { name })).length === 0;

describe('a name that people read', () => {
  it.each([
    '\u200b',
    '\u200b\u200d\u2060',
    '\u00ad',
    '\u3164',
    '\u115f\u1160',
    '\u2800',
    '\ufeff',
    '\u{e0041}',
    '\ufe0f',
  ])('is refused when all of %j is invisible', (name) => {
    expect(accepts(name)).toBe(false);
  });

  it.each(['Ada', 'Ёлка', '漢字', 'نمی\u200cخواهم', '👩\u200d💻', '-'])('may be %j', (name) => {
    expect(accepts(name)).toBe(true);
  });
});
