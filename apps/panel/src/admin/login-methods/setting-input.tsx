import { PasswordInput, TextInput } from '@mantine/core';
import type { FieldDescriptor } from '@postern/contracts';
import { useFieldText, useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { RadioChoices } from '../../components/radio-choices';
import { CertificatesInput } from '../certificates/certificates-input';
import type { SettingValue } from './method-values';
import { OnlyRoots } from './only-roots';

export interface SettingInputProps {
  readonly field: FieldDescriptor;
  readonly value?: SettingValue;
  readonly onChange: (value: SettingValue) => void;
  readonly error?: ReactNode;
}

/** One setting of a provider, drawn by the kind it says it is. */
export const SettingInput = ({ field, value = '', onChange, error }: SettingInputProps) => {
  const { t } = useTranslation('panel');
  const fieldText = useFieldText();
  const label = fieldText(field.name);
  const hint =
    t(`methods.setting_hint.${field.name}` as 'methods.setting_hint.trustAnchors', { defaultValue: '' }) || undefined;
  const shared = { label, description: hint, required: field.required, error };

  switch (field.kind) {
    case 'certificates': {
      const pems = Array.isArray(value) ? value : [];
      return (
        <>
          <CertificatesInput {...shared} value={pems} onChange={onChange} />
          <OnlyRoots pems={pems} />
        </>
      );
    }
    case 'choice':
      return (
        <RadioChoices
          {...shared}
          value={String(value)}
          onChange={onChange}
          choices={(field.options ?? []).map((option) => ({
            value: option,
            label: fieldText(field.name, option),
            description:
              t(`methods.option_hint.${field.name}.${option}` as 'methods.option_hint.identifyBy.certificate', {
                defaultValue: '',
              }) || undefined,
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
