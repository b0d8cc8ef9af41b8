import type { ReactNode } from 'react';
import { useDateText, useTranslation, type Translate } from '@postern/i18n';
import { Icon } from '../icons/icon';
import { DistinguishedName } from './distinguished-name';
import styles from './certificate-details.module.css';
import type { ShownCertificate } from './shown-certificate';

const dateAndTime = { dateStyle: 'medium', timeStyle: 'short' } as const;

/** Technical details of a certificate; collapsed by default. */
export const CertificateDetails = ({ certificate }: { readonly certificate: ShownCertificate }) => {
  const { t } = useTranslation('certificate');
  const date = useDateText(dateAndTime);
  const none = t('none');
  const { subject, issuer, serialNumber, key, purposes, alternativeNames, notBefore, notAfter } = certificate;
  const name = (text: string) => (text ? <DistinguishedName name={text} /> : none);
  const rows: readonly (readonly [title: string, value: ReactNode, code?: 'code'])[] = [
    [t('subject'), subject !== undefined && name(subject)],
    [t('issuer'), issuer !== undefined && name(issuer)],
    [t('serial_number'), serialNumber.replace(/(..)(?!$)/g, '$1 '), 'code'],
    [t('key'), key],
    [t('purposes'), purposes && (purposes.map((purpose) => purposeText(t, purpose)).join(', ') || none)],
    [t('alternative_names'), alternativeNames && (alternativeNames.join('\n') || none)],
    [t('not_before'), notBefore !== undefined && date(notBefore)],
    [t('not_after'), date(notAfter)],
  ];

  return (
    <details className={styles.details}>
      <summary className={styles.summary}>
        <Icon name="forward" small />
        {t('details')}
      </summary>
      <dl className={styles.list}>
        {rows
          .filter(([, value]) => Boolean(value))
          .map(([title, value, code]) => (
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
const purposeText = (t: Translate<'certificate'>, purpose: string): string =>
  t(`purpose.${purpose}` as 'purpose.clientAuth', { defaultValue: purpose });
