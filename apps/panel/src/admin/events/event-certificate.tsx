import { useDateText, useTranslation } from '@postern/i18n';
import { Copyable } from '../../components/copyable';
import { Facts } from '../../components/facts';
import styles from './events.module.css';

/** What the log keeps of a certificate that was refused. */
export interface LoggedCertificate {
  readonly name: string;
  readonly issuer: string;
  readonly serialNumber: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly notAfter: string;
}

const fields = ['name', 'issuer', 'serialNumber', 'sha256', 'notAfter'] as const;

/** Takes the certificate out of an event's details, where there is one. */
export const splitDetails = (
  details: Readonly<Record<string, unknown>>,
): { readonly certificate: LoggedCertificate | null; readonly rest: Readonly<Record<string, unknown>> } => {
  if (!fields.every((field) => typeof details[field] === 'string')) return { certificate: null, rest: details };
  const rest = Object.fromEntries(Object.entries(details).filter(([name]) => !fields.some((field) => field === name)));
  return { certificate: details as unknown as LoggedCertificate, rest };
};

/** Which certificate it was: fingerprint and serial number tell it from another one with the same names. */
export const EventCertificate = ({ certificate }: { readonly certificate: LoggedCertificate }) => {
  const { t } = useTranslation('panel');
  const date = useDateText({ dateStyle: 'long' });
  const { name, issuer, serialNumber, sha256, notAfter } = certificate;
  return (
    <section aria-label={t('events.certificate.title')}>
      <h3 className={styles.detailsTitle}>{t('events.certificate.title')}</h3>
      <Facts
        facts={[
          [t('events.certificate.name'), name],
          [t('events.certificate.issuer'), issuer],
          [t('events.certificate.until'), date(notAfter)],
          [
            t('events.certificate.serial'),
            <Copyable text={serialNumber} label={t('events.certificate.copy_serial')} />,
          ],
          ['SHA-256', <Copyable text={sha256} label={t('events.certificate.copy_sha256')} />],
        ]}
      />
    </section>
  );
};
