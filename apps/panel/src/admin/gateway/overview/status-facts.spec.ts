import { describe, expect, it } from 'vitest';
import { stateOf } from './status-facts';

const status = {
  enabled: true,
  origin: 'https://localhost:9443',
  serving: 7,
  wanted: 7,
  appliedApis: 1,
  refused: null,
};

describe('the data plane', () => {
  it.each([
    [status, 'serving'],
    [{ ...status, serving: 6 }, 'moving'],
    [{ ...status, serving: null }, 'away'],
    [{ ...status, serving: null, wanted: 0 }, 'idle'],
    [{ ...status, enabled: false, serving: null }, 'off'],
  ])('%j is %s', (given, state) => {
    expect(stateOf(given)).toBe(state);
  });
});
