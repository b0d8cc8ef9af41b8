import type { ErrorCode } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { problemOf } from '../api/problem-of';

interface FormWithErrors {
  readonly values: object;
  setErrors(errors: Record<string, string>): void;
}

export interface FormProblem {
  /** What concerns the form as a whole; null when it stands beside a field. */
  readonly error: unknown;
  readonly show: (error: unknown) => void;
  readonly clear: () => void;
}

/** The field that a path of the body is about: one at the top, or one within a group of fields. */
const fieldAt = (values: object, path: string): string | undefined => {
  const [first = '', second = ''] = path.split('.');
  if (!(first in values)) return undefined;
  const group: unknown = (values as Record<string, unknown>)[first];
  const isGroup = typeof group === 'object' && group !== null && !Array.isArray(group);
  return isGroup && second in group ? `${first}.${second}` : first;
};

/** A field's name; with words of the form's own where the code's would mislead. */
export type FieldOf = string | { readonly field: string; readonly text: string };

/**
 * Puts a refused request where it belongs: beside the field that a code or a path of the problem names, else over the form.
 * @param fields which field each code is about
 * @param inItsWords says besides what the server said of a field, in English
 */
export const useFormProblem = (
  form: FormWithErrors,
  fields: Partial<Readonly<Record<ErrorCode, FieldOf>>> = {},
  inItsWords = false,
): FormProblem => {
  const { t } = useTranslation('panel');
  const errorText = useErrorText();
  const [error, setError] = useState<unknown>(null);

  const show = (thrown: unknown): void => {
    const { code, errors = [] } = problemOf(thrown);
    const named = fields[code];
    if (named !== undefined) {
      const { title, next } = errorText(code);
      const { field, text } = typeof named === 'string' ? { field: named, text: `${title}. ${next}` } : named;
      form.setErrors({ [field]: text });
      return setError(null);
    }
    const known = errors.flatMap(({ path, message }) => {
      const field = fieldAt(form.values, path);
      return field === undefined ? [] : [[field, message] as const];
    });
    form.setErrors(
      Object.fromEntries(
        known.map(([path, message]) => [path, inItsWords ? `${t('form.refused')} (${message})` : t('form.refused')]),
      ),
    );
    setError(thrown);
  };
  return { error, show, clear: () => setError(null) };
};
