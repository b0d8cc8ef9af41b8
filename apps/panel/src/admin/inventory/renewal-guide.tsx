import { Button } from '@mantine/core';
import type { KnownCertificateDetail } from '@postern/contracts';
import { languageNames, useTranslation } from '@postern/i18n';
import { languages } from '@postern/contracts';
import { IfMay } from '../../api/may';
import { Facts } from '../../components/facts';
import styles from './inventory.module.css';

export interface RenewalGuideSectionProps {
  readonly known: KnownCertificateDetail;
  readonly onChange: () => void;
}

/** Where people renew certificates of a CA, and what they read. */
export const RenewalGuideSection = ({ known: { renewal }, onChange }: RenewalGuideSectionProps) => {
  const { t } = useTranslation('administration');
  const texts = languages.flatMap((language) => {
    const text = renewal?.texts[language];
    return text === undefined ? [] : [[languageNames[language], <span className={styles.lines}>{text}</span>] as const];
  });
  return (
    <section>
      <h3 className={styles.detailsTitle}>{t('inventory.renewal.title')}</h3>
      {renewal === null ? (
        <p className={styles.quiet}>{t('inventory.renewal.none')}</p>
      ) : (
        <Facts
          facts={[
            ...(renewal.address === null ? [] : [[t('inventory.renewal.address'), renewal.address] as const]),
            ...texts,
          ]}
        />
      )}
      <IfMay scope="update:sign_in_methods">
        <Button variant="default" size="xs" mt="sm" onClick={onChange}>
          {t('inventory.renewal.change')}
        </Button>
      </IfMay>
    </section>
  );
};
