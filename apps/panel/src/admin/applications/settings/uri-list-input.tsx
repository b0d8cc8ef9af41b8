import { ActionIcon, Button, Input, TextInput } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { IconPlus, IconTrash } from '../../../components/icons';
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

/** Addresses, one to a line; there is always one line to type in. */
export const UriListInput = (props: UriListInputProps) => {
  const { label, description, placeholder, required, value = [], onChange, error } = props;
  const { t } = useTranslation('panel');
  const lines = value.length === 0 ? [''] : value;
  const put = (index: number, text: string): void => onChange(lines.map((line, at) => (at === index ? text : line)));

  return (
    <Input.Wrapper label={label} description={description} withAsterisk={required} error={error} labelElement="div">
      <div className={styles.inputs} role="group" aria-label={label}>
        {lines.map((line, index) => (
          <div key={index} className={styles.uri}>
            <TextInput
              type="url"
              aria-label={t('applications.uri', { field: label, number: index + 1 })}
              placeholder={placeholder}
              value={line}
              error={Boolean(error)}
              onChange={({ currentTarget }) => put(index, currentTarget.value)}
            />
            {lines.length > 1 && (
              <ActionIcon
                variant="default"
                size={36}
                aria-label={t('applications.remove_uri', { field: label, number: index + 1 })}
                onClick={() => onChange(lines.filter((_, at) => at !== index))}
              >
                <IconTrash size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            )}
          </div>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} stroke={2} aria-hidden />}
          onClick={() => onChange([...lines, ''])}
        >
          {t('applications.add_uri')}
        </Button>
      </div>
    </Input.Wrapper>
  );
};
