import {
  type AppearanceField,
  type AppearanceInput,
  type AppearanceRecord,
  type AppearanceSettings,
  contrastOf,
  leastContrast,
  type PageAppearance,
  type Translated,
} from '@postern/contracts';
import { isContactAddress, readRichText } from '@postern/rich-text';

/** Settings while they are edited; new pictures are data URLs. */
export type Draft = AppearanceSettings;

const fieldsOf = (settings: AppearanceSettings): readonly AppearanceField[] =>
  Object.keys(settings) as AppearanceField[];

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The fields that differ. */
export const changesOf = (own: AppearanceSettings, draft: Draft): AppearanceInput =>
  Object.fromEntries(
    fieldsOf(draft).flatMap((field) => (isSame(own[field], draft[field]) ? [] : [[field, draft[field]] as const])),
  );

/** A problem with a field, as the key of its text; `ratio` belongs to `contrast`. */
export interface DraftProblem {
  readonly field: AppearanceField;
  readonly text: 'contrast' | 'color' | 'braces' | 'contact' | 'link' | 'depth' | 'languages';
  readonly ratio?: number;
}

/** Written `#rrggbb`. */
export const isColor = (color: string): boolean => /^#[\da-f]{6}$/i.test(color);

const problemOfTexts = (field: 'cardText' | 'belowText', texts: Draft['cardText']): DraftProblem[] => {
  const problems = Object.values(texts ?? {}).flatMap((markdown) => [...readRichText(markdown).problems]);
  return problems.slice(0, 1).map((text) => ({ field, text }));
};

/** Problems that the server would refuse; it judges again. */
export const problemsOf = ({
  title,
  accent,
  helpContact,
  languages,
  cardText,
  belowText,
}: Draft): readonly DraftProblem[] => {
  const found: DraftProblem[] = [];
  if (title !== null && /[{}]/.test(title.replaceAll(/\{(application|organization)\}/g, ''))) {
    found.push({ field: 'title', text: 'braces' });
  }
  if (accent && ![accent.color, accent.text ?? accent.color].every(isColor))
    found.push({ field: 'accent', text: 'color' });
  else if (accent?.text) {
    const ratio = contrastOf(accent.color, accent.text) ?? 0;
    if (ratio < leastContrast) found.push({ field: 'accent', text: 'contrast', ratio });
  }
  if (helpContact !== null && !isContactAddress(helpContact)) found.push({ field: 'helpContact', text: 'contact' });
  if (languages?.length === 0) found.push({ field: 'languages', text: 'languages' });
  return [...found, ...problemOfTexts('cardText', cardText), ...problemOfTexts('belowText', belowText)];
};

const formatted = (texts: Translated<string> | null): PageAppearance['cardText'] =>
  texts && Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, readRichText(text).text]));

/** What the sign-in page would show. */
export const pageOf = (
  draft: Draft,
  { inherited, coverForced }: AppearanceRecord,
  application: string,
): PageAppearance => {
  const used = <F extends keyof AppearanceRecord['inherited']>(field: F): AppearanceRecord['inherited'][F] =>
    (draft as AppearanceRecord['inherited'])[field] ?? inherited[field];
  const names: Readonly<Record<string, string>> = { application, organization: '' };
  return {
    title:
      used('title')
        ?.replaceAll(/\{(application|organization)\}/g, (_, name: string) => names[name] ?? '')
        .trim() ?? null,
    logo: used('logo'),
    cover: coverForced || draft.coverMode === 'off' ? inherited.cover : used('cover'),
    showLogo: used('showLogo') ?? true,
    showFooter: used('showFooter') ?? true,
    showMethodLogos: used('showMethodLogos') ?? true,
    accent: used('accent'),
    corner: used('corner'),
    cardText: formatted(used('cardText')),
    belowText: formatted(used('belowText')),
    helpContact: used('helpContact'),
    languages: used('languages'),
  };
};
