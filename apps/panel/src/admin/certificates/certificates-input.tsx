import { Button, Input } from '@mantine/core';
import type { ErrorCode } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { classNames } from '@postern/ui';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { IconUpload } from '../../components/icons';
import styles from './certificates.module.css';
import { InspectedCertificate } from './inspected-certificate';
import { Pkcs12Password } from './pkcs12-password';
import type { LockedFile } from './pkcs12-password';
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
  /** Takes .p12 and .pfx files as well; of what is in them, only the certificate. */
  readonly pkcs12?: boolean;
}

/** Takes certificates as they come: pasted, dropped or chosen; PEM or DER, one or many. */
export const CertificatesInput = (props: CertificatesInputProps) => {
  const { label, description, required, value = [], onChange, error, single = false, pkcs12 = false } = props;
  const { t } = useTranslation('panel');
  const errorText = useErrorText();
  const picker = useId();
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [over, setOver] = useState(false);
  const [locked, setLocked] = useState<LockedFile | null>(null);

  const take = (read: readonly ReadCertificates[]): void => {
    const found = read.flatMap(({ certificates }) => certificates);
    setProblem(read.find((one) => one.problem !== null)?.problem ?? null);
    if (found.length > 0) onChange(single ? found.slice(-1) : [...new Set([...value, ...found])]);
  };
  const takeFiles = async (list: FileList | null): Promise<void> => {
    const files = [...(list ?? [])];
    const read = await Promise.all(files.map((file) => certificatesInFile(file)));
    const at = pkcs12 ? read.findIndex((one) => one.pkcs12) : -1;
    const [file, bytes] = [files[at], read[at]?.pkcs12];
    setLocked(file && bytes ? { name: file.name, bytes } : null);
    take(read.filter((_, index) => index !== at));
  };
  const shown = problem === null ? error : `${errorText(problem).title}. ${errorText(problem).next}`;

  return (
    <Input.Wrapper label={label} description={description} error={shown} withAsterisk={required} labelElement="div">
      <div className={styles.room}>
        {value.map((pem) => (
          <InspectedCertificate key={pem} pem={pem} onRemove={() => onChange(value.filter((other) => other !== pem))} />
        ))}
        {locked && (
          <Pkcs12Password
            key={locked.name}
            file={locked}
            onOpen={(pem) => {
              setLocked(null);
              take([{ certificates: [pem], problem: null }]);
            }}
            onGiveUp={() => setLocked(null)}
          />
        )}
        {(!single || value.length === 0) && !locked && (
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
              <span>{t(pkcs12 ? 'certificates.drop_pkcs12' : 'certificates.drop')}</span>
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
                accept={pkcs12 ? '.pem,.crt,.cer,.der,.p12,.pfx' : '.pem,.crt,.cer,.der'}
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
