import { describe, expect, it } from 'vitest';
import { countSql, parameterCount, rowCountOf, rowParameters, rowsSql } from './row-parameters.js';

const types = { id: 'uuid', note: 'text' } as const;
const rows = [{ id: 'a', note: 'first' }, { id: 'b' }];

describe('rows as parameters', () => {
  it('are listed value by value up to a number', () => {
    expect(rowCountOf(rows, 2)).toBe(2);
    expect(rowsSql(types, 3, 2)).toBe('(values ($3::uuid, $4::text), ($5::uuid, $6::text))');
    expect(rowParameters(types, rows, 2)).toEqual(['a', 'first', 'b', null]);
    expect([parameterCount(types, 2), countSql(types, 3, 2)]).toEqual([4, '2']);
  });

  it('are one array for each column beyond it', () => {
    expect(rowCountOf(rows, 1)).toBe('any');
    expect(rowsSql(types, 3, 'any')).toBe('unnest($3::uuid[], $4::text[])');
    expect(rowParameters(types, rows, 'any')).toEqual([
      ['a', 'b'],
      ['first', null],
    ]);
    expect([parameterCount(types, 'any'), countSql(types, 3, 'any')]).toEqual([2, 'cardinality($3::uuid[])']);
  });
});
