import { ActionIcon, Button, Input, TextInput } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { IconPlus, IconTrash } from '../../components/icons';
import type { ScopeLine } from './api-values';
import styles from './apis.module.css';

export interface ScopeLinesInputProps {
  readonly value?: readonly ScopeLine[];
  readonly onChange: (lines: ScopeLine[]) => void;
  readonly error?: ReactNode;
}

/** Scopes of an API, one to a line, each with a word for people; there is always a line to type in. */
export const ScopeLinesInput = ({ value = [], onChange, error }: ScopeLinesInputProps) => {
  const { t } = useTranslation('administration');
  const label = t('panel:applications.field.scopes');
  const lines = value.length === 0 ? [{ value: '', description: '' }] : value;
  const put = (index: number, part: Partial<ScopeLine>): void =>
    onChange(lines.map((line, at) => (at === index ? { ...line, ...part } : line)));

  return (
    <Input.Wrapper label={label} description={t('apis.field.scopes_hint')} error={error} labelElement="div">
      <div className={styles.lines} role="group" aria-label={label}>
        {lines.map((line, index) => (
          <div key={index} className={styles.line}>
            <TextInput
              aria-label={t('apis.scope_value', { number: index + 1 })}
              placeholder="read:invoices"
              maxLength={100}
              value={line.value}
              error={Boolean(error)}
              onChange={({ currentTarget }) => put(index, { value: currentTarget.value })}
            />
            <TextInput
              aria-label={t('apis.scope_description', { number: index + 1 })}
              placeholder={t('apis.scope_placeholder')}
              maxLength={200}
              value={line.description}
              onChange={({ currentTarget }) => put(index, { description: currentTarget.value })}
            />
            {lines.length > 1 && (
              <ActionIcon
                variant="default"
                size={36}
                aria-label={t('apis.remove_scope', { number: index + 1 })}
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
          onClick={() => onChange([...lines, { value: '', description: '' }])}
        >
          {t('apis.add_scope')}
        </Button>
      </div>
    </Input.Wrapper>
  );
};
