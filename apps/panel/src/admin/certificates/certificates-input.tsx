import { Button, Input } from '@mantine/core';
import type { ErrorCode } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { classNames } from '@postern/ui';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { IconUpload } from '../../components/icons';
import styles from './certificates.module.css';
import { InspectedCertificate } from './inspected-certificate';
import { certificatesInFile, certificatesInText } from './read-certificates';
import type { ReadCertificates } from './read-certificates';

export interface CertificatesInputProps {
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  /** PEM, one certificate each. */
  readonly value?: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly error?: ReactNode;
  /** Keeps only the last one given. */
  readonly single?: boolean;
}

/** Takes certificates as they come: pasted, dropped or chosen; PEM or DER, one or many. */
export const CertificatesInput = (props: CertificatesInputProps) => {
  const { label, description, required, value = [], onChange, error, single = false } = props;
  const { t } = useTranslation('panel');
  const errorText = useErrorText();
  const picker = useId();
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [over, setOver] = useState(false);

  const take = (read: readonly ReadCertificates[]): void => {
    const found = read.flatMap(({ certificates }) => certificates);
    setProblem(read.find((one) => one.problem !== null)?.problem ?? null);
    if (found.length > 0) onChange(single ? found.slice(-1) : [...new Set([...value, ...found])]);
  };
  const takeFiles = async (files: FileList | null): Promise<void> =>
    take(await Promise.all([...(files ?? [])].map((file) => certificatesInFile(file))));
  const shown = problem === null ? error : `${errorText(problem).title}. ${errorText(problem).next}`;

  return (
    <Input.Wrapper label={label} description={description} error={shown} withAsterisk={required} labelElement="div">
      <div className={styles.room}>
        {value.map((pem) => (
          <InspectedCertificate key={pem} pem={pem} onRemove={() => onChange(value.filter((other) => other !== pem))} />
        ))}
        {(!single || value.length === 0) && (
          <div
            className={classNames(styles.drop, over && styles.over)}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={(event) => {
              event.preventDefault();
              setOver(false);
              void takeFiles(event.dataTransfer.files);
            }}
          >
            <textarea
              className={styles.paste}
              rows={3}
              spellCheck={false}
              aria-label={t('certificates.paste_label', { field: label })}
              placeholder={t('certificates.paste')}
              value=""
              onChange={({ currentTarget }) => take([certificatesInText(currentTarget.value)])}
            />
            <div className={styles.pick}>
              <span>{t('certificates.drop')}</span>
              <Button
                component="label"
                htmlFor={picker}
                variant="default"
                size="xs"
                leftSection={<IconUpload size={14} stroke={1.8} aria-hidden />}
              >
                {t('certificates.choose')}
              </Button>
              <input
                id={picker}
                className="visually-hidden"
                type="file"
                accept=".pem,.crt,.cer,.der"
                multiple={!single}
                onChange={({ currentTarget }) => {
                  void takeFiles(currentTarget.files).then(() => (currentTarget.value = ''));
                }}
              />
            </div>
          </div>
        )}
      </div>
    </Input.Wrapper>
  );
};
