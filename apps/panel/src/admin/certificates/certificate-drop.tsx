import { Button } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { classNames } from '@postern/ui';
import { useId, useState } from 'react';
import { IconUpload } from '../../components/icons';
import styles from './certificates.module.css';

export interface CertificateDropProps {
  /** Of the field. */
  readonly label: string;
  readonly pkcs12: boolean;
  readonly multiple: boolean;
  readonly onText: (text: string) => void;
  readonly onFiles: (files: FileList | null) => Promise<void>;
}

const certificateFiles = '.pem,.crt,.cer,.der,.p7b,.p7c,.txt';

/** Where certificates are pasted, dropped or chosen. */
export const CertificateDrop = ({ label, pkcs12, multiple, onText, onFiles }: CertificateDropProps) => {
  const { t } = useTranslation('panel');
  const picker = useId();
  const [over, setOver] = useState(false);
  return (
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
        void onFiles(event.dataTransfer.files);
      }}
    >
      <textarea
        className={styles.paste}
        rows={3}
        spellCheck={false}
        aria-label={t('certificates.paste_label', { field: label })}
        placeholder={t('certificates.paste')}
        value=""
        onChange={({ currentTarget }) => onText(currentTarget.value)}
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
          accept={pkcs12 ? `${certificateFiles},.p12,.pfx` : certificateFiles}
          multiple={multiple}
          onChange={({ currentTarget }) => {
            void onFiles(currentTarget.files).then(() => (currentTarget.value = ''));
          }}
        />
      </div>
    </div>
  );
};
