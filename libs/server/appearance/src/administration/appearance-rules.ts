import { type AppearanceSettings, contrastOf, type ErrorCode, languages, leastContrast } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import { readRichText, type RichTextProblem } from '@postern/rich-text';

type Code = Extract<ErrorCode, 'request.invalid' | 'appearance.low_contrast'>;
const refuse = (code: Code, path: string, message: string): InvalidError =>
  new InvalidError(code, undefined, [{ path, message }]);

const words: Readonly<Record<RichTextProblem, string>> = {
  link: 'links may lead to https and mailto addresses only',
  depth: 'lists and emphasis are nested too deeply',
};

const assertReadable = (accent: AppearanceSettings['accent']): void => {
  const { color, text } = accent ?? {};
  if (!color || !text) return;
  const ratio = contrastOf(color, text) ?? 0;
  if (ratio < leastContrast) {
    const message = `${text} on ${color} has a contrast of ${ratio.toFixed(2)}:1; ${leastContrast}:1 is the least`;
    throw refuse('appearance.low_contrast', 'accent.text', message);
  }
};

const assertAllowed = (field: 'cardText' | 'belowText', texts: AppearanceSettings['cardText']): void => {
  for (const language of languages) {
    const [problem] = readRichText(texts?.[language] ?? '').problems;
    if (problem !== undefined) throw refuse('request.invalid', `${field}.${language}`, words[problem]);
  }
};

/**
 * What the fields of a request cannot say each for itself.
 *
 * @throws InvalidError (`appearance.low_contrast`, `request.invalid`)
 */
export const assertShowable = (settings: AppearanceSettings, isApplication: boolean): void => {
  if (isApplication && settings.coverMode !== null) {
    throw refuse('request.invalid', 'coverMode', 'an application hands its cover down to nothing');
  }
  assertReadable(settings.accent);
  assertAllowed('cardText', settings.cardText);
  assertAllowed('belowText', settings.belowText);
};
