import { errorStatuses } from '@postern/errors';
import { describe, expect, it } from 'vitest';
import { problemTexts } from './problem-texts.js';

describe('problem texts', () => {
  it('exist for every code', () => {
    expect(Object.keys(problemTexts).sort()).toEqual(Object.keys(errorStatuses).sort());
  });

  it.each(Object.entries(problemTexts))('%s has whole sentences', (_, { title, detail }) => {
    for (const text of [title, detail ?? 'Fine.']) expect(text).toMatch(/^[A-Z][^\n]*\.?$/);
    expect(title).toMatch(/\.$/);
  });
});
