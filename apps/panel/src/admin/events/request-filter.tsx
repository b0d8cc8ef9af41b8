import { TextInput } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';

const uuid = /[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}/i;

/** Extracts the number from text that people copy with it: the code in front, spaces and full stops. */
const requestNumberIn = (text: string): string => uuid.exec(text)?.[0] ?? '';

export interface RequestFilterProps {
  readonly value: string;
  readonly onChange: (request: string) => void;
}

/** Accepts the support number that a refused person reads out or pastes. */
export const RequestFilter = ({ value, onChange }: RequestFilterProps) => {
  const { t } = useTranslation('panel');
  const [text, setText] = useState(value);
  const found = requestNumberIn(text);
  return (
    <TextInput
      label={t('events.request')}
      placeholder={t('events.filter.request_hint')}
      value={text}
      error={text.trim().length >= 36 && found === '' ? t('events.filter.no_request') : null}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        const next = requestNumberIn(currentTarget.value);
        if (next !== value && (next !== '' || currentTarget.value === '')) onChange(next);
      }}
    />
  );
};
