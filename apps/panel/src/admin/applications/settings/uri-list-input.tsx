import { Input, TextInput } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { LineInputs } from '../../../components/line-inputs';
import styles from './settings.module.css';

export interface UriListInputProps {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly value?: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly error?: ReactNode;
}

/** URLs, one per line; there is always one line to type in. */
export const UriListInput = (props: UriListInputProps) => {
  const { label, description, placeholder, required, value = [], onChange, error } = props;
  const { t } = useTranslation('panel');
  const lines = value.length === 0 ? [''] : value;

  return (
    <Input.Wrapper label={label} description={description} withAsterisk={required} error={error} labelElement="div">
      <LineInputs
        lines={lines}
        blank=""
        onChange={onChange}
        label={label}
        className={styles.inputs}
        lineClassName={styles.uri}
        addLabel={t('applications.add_uri')}
        removeLabel={(number) => t('applications.remove_uri', { field: label, number })}
      >
        {(line, number, put) => (
          <TextInput
            type="url"
            aria-label={t('applications.uri', { field: label, number })}
            placeholder={placeholder}
            value={line}
            error={Boolean(error)}
            onChange={({ currentTarget }) => put(currentTarget.value)}
          />
        )}
      </LineInputs>
    </Input.Wrapper>
  );
};
