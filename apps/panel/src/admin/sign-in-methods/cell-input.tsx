import { NativeSelect, TextInput } from '@mantine/core';
import { ownFieldPrefix, profileFieldLabel } from '@postern/contracts';
import type { FieldDescriptor, FieldLabels } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Badge } from '../../components/badge';
import { useProfileFields } from '../api/profile-fields.api';
import { AuthoritySelect } from './authority-select';
import styles from './rows-input.module.css';

export interface CellInputProps {
  readonly column: FieldDescriptor;
  readonly words: FieldLabels;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The options of an `authority` column. */
  readonly pems: readonly string[];
}

/** Splits a choice into its option and the text after the colon, if the option takes one. */
const splitValue = ({ withArgument = [] }: FieldDescriptor, value: string): readonly [string, string | null] => {
  const colon = value.indexOf(':');
  const option = colon === -1 ? value : value.slice(0, colon);
  if (!withArgument.includes(option)) return [value, null];
  return [option, colon === -1 ? '' : value.slice(colon + 1)];
};

/** Profile fields that identify certificates, and the one that is chosen, as options. */
const useKeyFields = (wanted: boolean, chosen: string) => {
  const { i18n } = useTranslation('panel');
  const fields = useProfileFields().data?.filter(({ certificateKey }) => certificateKey) ?? [];
  if (!wanted) return [];
  const options = fields.map((field) => ({
    value: `${ownFieldPrefix}${field.key}`,
    label: profileFieldLabel(field, i18n.language),
  }));
  const isMissing = chosen.startsWith(ownFieldPrefix) && !options.some(({ value }) => value === chosen);
  return isMissing ? [...options, { value: chosen, label: chosen.slice(ownFieldPrefix.length) }] : options;
};

const Choice = ({ column, words, value, onChange }: Omit<CellInputProps, 'pems'>) => {
  const { t } = useTranslation('panel');
  const own = useKeyFields(column.ownFields === true, value);
  const [option, argument] = splitValue(column, value);
  const chosen = words.options?.[option];
  return (
    <>
      <NativeSelect
        label={words.label}
        description={option.startsWith(ownFieldPrefix) ? t('methods.row.own_field') : chosen?.hint}
        data={[
          ...(column.options ?? []).map((one) => ({ value: one, label: words.options?.[one]?.label ?? one })),
          ...own,
        ]}
        value={option}
        onChange={({ currentTarget }) => {
          const next = currentTarget.value;
          onChange(column.withArgument?.includes(next) ? `${next}:` : next);
        }}
      />
      {argument !== null && (
        <TextInput
          label={chosen?.argument}
          value={argument}
          placeholder={chosen?.example}
          spellCheck={false}
          onChange={({ currentTarget }) => onChange(`${option}:${currentTarget.value}`)}
        />
      )}
      {(chosen?.badge !== undefined || (chosen?.example !== undefined && argument === null)) && (
        <p className={styles.about}>
          {chosen.badge !== undefined && <Badge>{chosen.badge}</Badge>}
          {chosen.example !== undefined && argument === null && (
            <span>
              {t('methods.row.example')} <code>{chosen.example}</code>
            </span>
          )}
        </p>
      )}
    </>
  );
};

/** One value of a row, rendered by the kind of its column. */
export const CellInput = ({ pems, ...cell }: CellInputProps) => {
  const { column, words, value, onChange } = cell;
  switch (column.kind) {
    case 'choice':
      return <Choice {...cell} />;
    case 'authority':
      return <AuthoritySelect column={column} words={words} value={value} onChange={onChange} pems={pems} />;
    default:
      return (
        <TextInput
          label={words.label}
          description={words.hint}
          value={value}
          spellCheck={false}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
  }
};
