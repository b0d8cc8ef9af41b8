import { describe, expect, it } from 'vitest';
import { csvField } from './csv.js';

describe('CSV field', () => {
  it.each(['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1', '  =1', '\u0000=1', '＝1', '\n1'])('defuses %j', (text) => {
    expect(csvField(text)).toBe(`"'${text}"`);
  });

  it('leaves other text as it is and doubles quotes', () => {
    expect(csvField('a=1, "b"')).toBe('"a=1, ""b"""');
    expect(csvField(null)).toBe('""');
  });
});
