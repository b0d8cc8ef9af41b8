import type { ReactNode } from 'react';
import { useDateText, useTranslation, type Translate } from '@postern/i18n';
import type { CertificateSummary } from '@postern/contracts';
import { Icon } from '../icons/icon';
import { DistinguishedName } from './distinguished-name';
import styles from './certificate-details.module.css';

const dateAndTime = { dateStyle: 'medium', timeStyle: 'short' } as const;

/** What only few people need of a certificate; folded. */
export const CertificateDetails = ({ certificate }: { readonly certificate: CertificateSummary }) => {
  const { t } = useTranslation('common');
  const date = useDateText(dateAndTime);
  const none = t('certificate.none');
  const rows: readonly (readonly [title: string, value: ReactNode, code?: 'code'])[] = [
    [t('certificate.subject'), certificate.subject ? <DistinguishedName name={certificate.subject} /> : none],
    [t('certificate.issuer'), certificate.issuer ? <DistinguishedName name={certificate.issuer} /> : none],
    [t('certificate.serial_number'), certificate.serialNumber.replace(/(..)(?!$)/g, '$1 '), 'code'],
    [t('certificate.key'), certificate.key],
    [t('certificate.purposes'), certificate.purposes.map((purpose) => purposeText(t, purpose)).join(', ') || none],
    [t('certificate.alternative_names'), certificate.alternativeNames.join('\n') || none],
    [t('certificate.not_before'), date(certificate.notBefore)],
    [t('certificate.not_after'), date(certificate.notAfter)],
  ];

  return (
    <details className={styles.details}>
      <summary className={styles.summary}>
        <Icon name="forward" small />
        {t('certificate.details')}
      </summary>
      <dl className={styles.list}>
        {rows.map(([title, value, code]) => (
          <div key={title} className={styles.row}>
            <dt>{title}</dt>
            <dd className={code && styles.code}>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
};

/** An extended key usage in words, or its object identifier. */
const purposeText = (t: Translate<'common'>, purpose: string): string =>
  t(`certificate.purpose.${purpose}` as 'certificate.purpose.clientAuth', { defaultValue: purpose });
