import { Input } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from '../../certificates/certificates.module.css';
import { DropZone, type DropZoneProps } from '../../certificates/drop-zone';

export interface PemInputProps extends Pick<DropZoneProps, 'onFiles'> {
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly value?: string;
  readonly error?: ReactNode;
  readonly onChange: (text: string) => void;
}

/** PEM text: pasted, dropped or chosen. */
export const PemInput = ({ label, description, placeholder, value = '', error, onChange, onFiles }: PemInputProps) => {
  const { t } = useTranslation('gateway');
  const id = useId();
  return (
    <Input.Wrapper id={id} label={label} description={description} error={error} withAsterisk>
      <DropZone
        label={`${label}: ${t('certificates.field.choose')}`}
        choose={t('certificates.field.choose')}
        hint={t('certificates.field.drop_pem')}
        accept=".pem,.crt,.cer,.key,.txt,.p12,.pfx"
        onFiles={onFiles}
      >
        <textarea
          id={id}
          className={styles.paste}
          rows={5}
          spellCheck={false}
          autoComplete="off"
          placeholder={placeholder}
          aria-invalid={Boolean(error)}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      </DropZone>
    </Input.Wrapper>
  );
};
