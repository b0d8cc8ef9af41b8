import { useTranslation } from '@postern/i18n';
import styles from './certificates.module.css';
import { DropZone, type DropZoneProps } from './drop-zone';

export interface CertificateDropProps extends Pick<DropZoneProps, 'multiple' | 'onFiles'> {
  /** Label of the field. */
  readonly label: string;
  readonly pkcs12: boolean;
  readonly onText: (text: string) => void;
}

const certificateFiles = '.pem,.crt,.cer,.der,.p7b,.p7c,.txt';

/** Area to paste, drop or choose certificates. */
export const CertificateDrop = ({ label, pkcs12, onText, ...files }: CertificateDropProps) => {
  const { t } = useTranslation('panel');
  return (
    <DropZone
      label={`${label}: ${t('certificates.choose')}`}
      choose={t('certificates.choose')}
      hint={t(pkcs12 ? 'certificates.drop_pkcs12' : 'certificates.drop')}
      accept={pkcs12 ? `${certificateFiles},.p12,.pfx` : certificateFiles}
      {...files}
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
    </DropZone>
  );
};
