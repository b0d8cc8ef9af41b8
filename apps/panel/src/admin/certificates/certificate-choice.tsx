import { Button } from '@mantine/core';
import type { ReadCertificate } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CertificateCard } from '@postern/ui';
import styles from './certificates.module.css';

export interface CertificateChoiceProps {
  readonly offered: readonly ReadCertificate[];
  readonly onChoose: (one: ReadCertificate) => void;
  readonly onGiveUp: () => void;
}

/** Asks which certificate to use if a file has several, such as a chain in a .p7b. */
export const CertificateChoice = ({ offered, onChoose, onGiveUp }: CertificateChoiceProps) => {
  const { t } = useTranslation('panel');
  return (
    <div className={styles.room} role="group" aria-label={t('certificates.several', { count: offered.length })}>
      <p role="status">{t('certificates.several', { count: offered.length })}</p>
      {offered.map((one) => (
        <CertificateCard key={one.pem} certificate={one.certificate}>
          <div className={styles.foot}>
            <Button
              size="xs"
              aria-label={t('certificates.use_named', { name: one.certificate.name })}
              onClick={() => onChoose(one)}
            >
              {t('certificates.use')}
            </Button>
          </div>
        </CertificateCard>
      ))}
      <div className={styles.foot}>
        <Button variant="default" size="xs" onClick={onGiveUp}>
          {t('dialog.cancel')}
        </Button>
      </div>
    </div>
  );
};
