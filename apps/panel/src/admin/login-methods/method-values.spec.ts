import { describe, expect, it } from 'vitest';
import { nameProblem } from './method-values';

describe('the name of a login method', () => {
  it.each([
    ['', 'form.required'],
    ['   ', 'form.required'],
    [' Card', 'form.blank_ends'],
    ['Card ', 'form.blank_ends'],
    ['x'.repeat(51), 'form.too_long'],
    ['x'.repeat(50), null],
    ['🔑'.repeat(50), null],
    ['C', null],
  ])('%j: %s', (name, problem) => {
    expect(nameProblem(name)).toBe(problem);
  });
});
