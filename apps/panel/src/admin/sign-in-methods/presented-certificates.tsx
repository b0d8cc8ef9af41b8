import { Button } from '@mantine/core';
import type { LatelyPresented } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { When } from '../../components/when';
import styles from './method-form.module.css';
import { usePresented } from './methods.api';

export interface PresentedCertificatesProps {
  readonly methodId: string;
  readonly onChoose: (presented: LatelyPresented) => void;
}

/** The recently presented certificates, to try one of them. */
export const PresentedCertificates = ({ methodId, onChoose }: PresentedCertificatesProps) => {
  const { t } = useTranslation('panel');
  const errorText = useErrorText();
  const { data: presented } = usePresented(methodId);
  if (!presented) return null;
  return (
    <section aria-label={t('methods.presented.title')}>
      <h3 className={styles.trialsTitle}>{t('methods.presented.title')}</h3>
      {presented.length === 0 && <p>{t('methods.presented.none')}</p>}
      <ul className={styles.trials}>
        {presented.map((one) => (
          <li key={one.pem} className={styles.trial}>
            <p>
              <strong>{one.certificate.name}</strong>
              <When at={one.at} />
            </p>
            <p>
              <span>{one.code === null ? t('methods.presented.accepted') : errorText(one.code).title}</span>
              <Button
                variant="default"
                size="compact-xs"
                aria-label={t('methods.presented.use_named', { name: one.certificate.name })}
                onClick={() => onChoose(one)}
              >
                {t('methods.presented.use')}
              </Button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
};
