import { describe, expect, it } from 'vitest';
import { problemTexts } from './problem-texts.js';

describe('problem texts', () => {
  it.each(Object.entries(problemTexts))('%s is told in whole sentences', (_, { title, detail }) => {
    for (const text of [title, detail ?? 'Fine.']) expect(text).toMatch(/^[A-Z][^\n]*\.?$/);
    expect(title).toMatch(/\.$/);
  });
});
