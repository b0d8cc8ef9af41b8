import { errorStatuses, type ProblemText, type ProblemTexts } from '@postern/errors';

/** Texts for all codes: those that a test is about; of the others, their names. */
export const problemTextsWith = (own: Partial<ProblemTexts> = {}): ProblemTexts => {
  const named = Object.keys(errorStatuses).map((code): [string, ProblemText] => [
    code,
    { title: `${code}.`, detail: 'What to do.' },
  ]);
  return { ...(Object.fromEntries(named) as unknown as ProblemTexts), ...own };
};
