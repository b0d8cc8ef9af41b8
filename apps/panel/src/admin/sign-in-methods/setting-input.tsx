import { PasswordInput, Textarea, TextInput } from '@mantine/core';
import type { FieldDescriptor, ProviderDescriptor } from '@postern/contracts';
import { useFieldText, useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { CheckChoices } from '../../components/check-choices';
import { RadioChoices } from '../../components/radio-choices';
import { CertificatesInput } from '../certificates/certificates-input';
import { GroupsInput } from './groups-input';
import { OrganizationInput } from './organization-input';
import type { SettingRow, SettingValue } from './method-values';
import { RowsInput } from './rows-input';

export interface SettingInputProps {
  readonly field: FieldDescriptor;
  readonly labels: ProviderDescriptor['labels'];
  readonly value?: SettingValue;
  readonly onChange: (value: SettingValue) => void;
  readonly error?: ReactNode;
  /** Certificates of another setting, by its name. */
  readonly certificates: (setting: string) => readonly string[];
  /** Renders additional information about a row. */
  readonly rowNote?: (row: SettingRow) => ReactNode;
}

const textsOf = (value: SettingValue): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** One provider setting, rendered by the kind in its descriptor. */
export const SettingInput = ({ field, labels, value = '', onChange, error, ...more }: SettingInputProps) => {
  const { i18n } = useTranslation('panel');
  const { label, hint } = useFieldText(labels);
  const shared = { label: label(field.name), description: hint(field.name), required: field.required, error };

  switch (field.kind) {
    case 'certificates':
      return <CertificatesInput {...shared} value={textsOf(value)} onChange={onChange} />;
    case 'rows':
      return (
        <RowsInput
          field={field}
          words={labels[i18n.language].fields[field.name] ?? { label: field.name }}
          value={Array.isArray(value) ? value.filter((one) => typeof one === 'object') : []}
          onChange={onChange}
          error={error}
          certificates={more.certificates}
          note={more.rowNote}
        />
      );
    case 'choices':
      return (
        <CheckChoices
          {...shared}
          value={textsOf(value)}
          onChange={onChange}
          choices={(field.options ?? []).map((option) => ({ value: option, label: label(field.name, option) }))}
        />
      );
    case 'groups':
      return <GroupsInput {...shared} value={textsOf(value)} onChange={onChange} />;
    case 'organization':
      return <OrganizationInput {...shared} value={typeof value === 'string' ? value : ''} onChange={onChange} />;
    case 'texts':
      return (
        <Textarea
          {...shared}
          rows={3}
          spellCheck={false}
          value={textsOf(value).join('\n')}
          onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? [] : currentTarget.value.split('\n'))}
        />
      );
    case 'authority':
      return null;
    case 'choice':
      return (
        <RadioChoices
          {...shared}
          value={typeof value === 'string' ? value : ''}
          onChange={onChange}
          choices={(field.options ?? []).map((option) => ({
            value: option,
            label: label(field.name, option),
            description: hint(field.name, option),
          }))}
        />
      );
    case 'password':
      return (
        <PasswordInput
          {...shared}
          value={typeof value === 'string' ? value : ''}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    case 'text':
      return (
        <TextInput
          {...shared}
          value={typeof value === 'string' ? value : ''}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
  }
};
