import { Input, TextInput } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { LineInputs } from '../../components/line-inputs';
import type { ScopeLine } from './api-values';
import styles from './apis.module.css';

export interface ScopeLinesInputProps {
  readonly value?: readonly ScopeLine[];
  readonly onChange: (lines: ScopeLine[]) => void;
  readonly error?: ReactNode;
}

/** Scopes of an API, one per line, each with a description for people; there is always one line to type in. */
export const ScopeLinesInput = ({ value = [], onChange, error }: ScopeLinesInputProps) => {
  const { t } = useTranslation('administration');
  const label = t('panel:applications.field.scopes');
  const lines = value.length === 0 ? [{ value: '', description: '' }] : value;

  return (
    <Input.Wrapper label={label} description={t('apis.field.scopes_hint')} error={error} labelElement="div">
      <LineInputs
        lines={lines}
        blank={{ value: '', description: '' }}
        onChange={onChange}
        label={label}
        className={styles.lines}
        lineClassName={styles.line}
        addLabel={t('apis.add_scope')}
        removeLabel={(number) => t('apis.remove_scope', { number })}
      >
        {(line, number, put) => (
          <>
            <TextInput
              aria-label={t('apis.scope_value', { number })}
              placeholder="read:invoices"
              maxLength={100}
              value={line.value}
              error={Boolean(error)}
              onChange={({ currentTarget }) => put({ ...line, value: currentTarget.value })}
            />
            <TextInput
              aria-label={t('apis.scope_description', { number })}
              placeholder={t('apis.scope_placeholder')}
              maxLength={200}
              value={line.description}
              onChange={({ currentTarget }) => put({ ...line, description: currentTarget.value })}
            />
          </>
        )}
      </LineInputs>
    </Input.Wrapper>
  );
};
