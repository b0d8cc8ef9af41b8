import type { ErrorCode } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { problemOf } from '../api/problem-of';

interface FormWithErrors {
  readonly values: object;
  setErrors(errors: Record<string, string>): void;
}

export interface FormProblem {
  /** The error of the whole form; null if it is shown next to a field. */
  readonly error: unknown;
  readonly show: (error: unknown) => void;
  readonly clear: () => void;
}

/** The field for a path in the request body: at the top level, or in a group of fields. */
const fieldAt = (values: object, path: string): string | undefined => {
  const [first = '', second = ''] = path.split('.');
  if (!(first in values)) return undefined;
  const group: unknown = (values as Record<string, unknown>)[first];
  const isGroup = typeof group === 'object' && group !== null && !Array.isArray(group);
  return isGroup && second in group ? `${first}.${second}` : first;
};

/** A field's name, with an own message if the code's general one would mislead. */
export type FieldOf = string | { readonly field: string; readonly text: string };

/**
 * Shows a refused request next to the field that its code or path names, otherwise above the form.
 * @param fields the field that each code is about
 * @param inItsWords also show the server's English message for a field
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
