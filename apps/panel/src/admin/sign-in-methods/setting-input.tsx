import { PasswordInput, TextInput } from '@mantine/core';
import type { FieldDescriptor, ProviderDescriptor } from '@postern/contracts';
import { useFieldText } from '@postern/i18n';
import type { ReactNode } from 'react';
import { RadioChoices } from '../../components/radio-choices';
import { CertificatesInput } from '../certificates/certificates-input';
import type { SettingValue } from './method-values';

export interface SettingInputProps {
  readonly field: FieldDescriptor;
  readonly labels: ProviderDescriptor['labels'];
  readonly value?: SettingValue;
  readonly onChange: (value: SettingValue) => void;
  readonly error?: ReactNode;
}

/** One setting of a provider, drawn by the kind it says it is. */
export const SettingInput = ({ field, labels, value = '', onChange, error }: SettingInputProps) => {
  const { label, hint } = useFieldText(labels);
  const shared = { label: label(field.name), description: hint(field.name), required: field.required, error };

  switch (field.kind) {
    case 'certificates':
      return <CertificatesInput {...shared} value={Array.isArray(value) ? value : []} onChange={onChange} />;
    case 'choice':
      return (
        <RadioChoices
          {...shared}
          value={String(value)}
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
          value={String(value)}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    case 'text':
      return (
        <TextInput {...shared} value={String(value)} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      );
  }
};
