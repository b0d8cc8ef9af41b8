import type { ProblemsOf } from '@postern/errors';

/** What problem responses say of appearances and their pictures. */
export const appearanceProblems: ProblemsOf<'appearance' | 'picture'> = {
  'appearance.low_contrast': {
    title: 'Text on the accent colour would be hard to read.',
    detail: 'Choose colours with a contrast of 4.5:1 or more, or leave the text colour out: it is then computed.',
  },
  'picture.refused': {
    title: 'A picture cannot be used.',
    detail: 'See errors for the reason. Send a PNG, JPEG, WebP, BMP or SVG picture as a data URL.',
  },
  'picture.not_found': { title: 'There is no such picture.' },
};
