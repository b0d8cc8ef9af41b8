import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import {
  longestFieldValue,
  profileFieldLabel,
  type ProfileFieldChanges,
  type ProfileFieldShape,
  type ProfileFieldValue,
  type ProfileFieldValues,
} from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import type { ComponentProps } from 'react';

/** Every value as the text in its input. */
export type FieldTexts = Readonly<Record<string, string>>;

const textOf = (value: ProfileFieldValue | null | undefined): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? value.join('\n') : String(value);
};

export const fieldTexts = (fields: readonly ProfileFieldShape[], values: ProfileFieldValues): FieldTexts =>
  Object.fromEntries(fields.map(({ key }) => [key, textOf(values[key])]));

const valueOf = ({ kind }: ProfileFieldShape, text: string): ProfileFieldValue | null => {
  const typed = text.trim();
  if (typed === '') return null;
  if (kind === 'number') return Number.isNaN(Number(typed)) ? typed : Number(typed);
  if (kind === 'yes_no') return typed === 'true';
  return kind === 'list'
    ? typed
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
    : typed;
};

/** The values whose text was changed; null for an emptied one. */
export const fieldChanges = (
  fields: readonly ProfileFieldShape[],
  before: FieldTexts,
  texts: FieldTexts,
): ProfileFieldChanges =>
  Object.fromEntries(
    fields
      .filter(({ key }) => (texts[key] ?? '').trim() !== (before[key] ?? '').trim())
      .map((field) => [field.key, valueOf(field, texts[field.key] ?? '')]),
  );

interface ProfileFieldInputProps extends Pick<ComponentProps<typeof TextInput>, 'value' | 'error' | 'disabled'> {
  readonly field: ProfileFieldShape;
  readonly onChange: (text: string) => void;
}

/** The input of one own profile field, by its kind. */
export const ProfileFieldInput = ({ field, value, error, disabled, onChange }: ProfileFieldInputProps) => {
  const { t, i18n } = useTranslation('panel');
  const changed = ({ currentTarget }: { readonly currentTarget: { readonly value: string } }): void =>
    onChange(currentTarget.value);
  const shared = { label: profileFieldLabel(field, i18n.language), value, error, disabled, onChange: changed };
  const unset = { value: '', label: t('own_fields.unset') };
  switch (field.kind) {
    case 'yes_no':
      return (
        <NativeSelect
          {...shared}
          data={[unset, { value: 'true', label: t('own_fields.yes') }, { value: 'false', label: t('own_fields.no') }]}
        />
      );
    case 'choice':
      return <NativeSelect {...shared} data={[unset, ...field.options.map((one) => ({ value: one, label: one }))]} />;
    case 'list':
      return <Textarea {...shared} description={t('own_fields.entries_hint')} rows={3} />;
    case 'date':
      return <TextInput {...shared} type="date" />;
    case 'number':
      return <TextInput {...shared} inputMode="decimal" maxLength={20} />;
    default:
      return <TextInput {...shared} maxLength={longestFieldValue} />;
  }
};

/** A value in words. */
export const useFieldWords = () => {
  const { t, i18n } = useTranslation('panel');
  return (value: ProfileFieldValue | null | undefined): string | null => {
    if (value === undefined || value === null) return null;
    if (typeof value === 'boolean') return t(value ? 'own_fields.yes' : 'own_fields.no');
    if (typeof value === 'number')
      return new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 15 }).format(value);
    if (typeof value === 'object') return new Intl.ListFormat(i18n.language, { type: 'unit' }).format(value);
    return value;
  };
};
