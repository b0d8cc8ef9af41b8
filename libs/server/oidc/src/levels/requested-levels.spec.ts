import { describe, expect, it } from 'vitest';
import { requestedLevels } from './requested-levels.js';

const claims = (acr: unknown) => ({ claims: JSON.stringify({ id_token: { acr } }) });

describe('levels that an application asks for', () => {
  it('are in acr_values, best first', () => {
    expect(requestedLevels({ acr_values: 'one  two' })).toEqual(['one', 'two']);
    expect(requestedLevels({})).toEqual([]);
    expect(requestedLevels({ acr_values: '' })).toEqual([]);
  });

  it('are in the claims parameter, one or several', () => {
    expect(requestedLevels(claims({ essential: true, values: ['one', 'two'] }))).toEqual(['one', 'two']);
    expect(requestedLevels(claims({ essential: true, value: 'one' }))).toEqual(['one']);
    expect(requestedLevels(claims({ value: 'one' }))).toEqual(['one']);
  });

  it('are none where the claim is asked for without a value', () => {
    for (const acr of [null, {}, { essential: true }, { essential: true, values: [] }]) {
      expect(requestedLevels(claims(acr))).toEqual([]);
      expect(requestedLevels({ ...claims(acr), acr_values: 'one' })).toEqual(['one']);
    }
    expect(requestedLevels({ claims: JSON.stringify({ userinfo: { email: null } }) })).toEqual([]);
  });

  it('are those of an essential claim rather than those of acr_values, which are rather than those of a voluntary one', () => {
    expect(requestedLevels({ acr_values: 'two', ...claims({ essential: true, value: 'one' }) })).toEqual(['one']);
    expect(requestedLevels({ acr_values: 'two', ...claims({ value: 'one' }) })).toEqual(['two']);
  });

  it('are texts', () => {
    for (const acr of [{ values: 'one' }, { values: [1] }, { value: 1 }, { essential: true, values: { one: 1 } }]) {
      expect(() => requestedLevels(claims(acr))).toThrow('invalid_request');
    }
  });
});
