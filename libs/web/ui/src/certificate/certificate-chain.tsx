import type { CertificateJudgement, ChainLink } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { classNames } from '../components/class-names';
import { VisuallyHidden } from '../components/visually-hidden';
import { Icon } from '../icons/icon';
import styles from './certificate-chain.module.css';
import { RefusalReason } from './refusal-reason';
import type { ShownCertificate } from './shown-certificate';

/** The first bytes of a key identifier: enough to distinguish CAs with the same name. */
export const shortKeyId = (keyId: string): string => (keyId.match(/.{2}/g) ?? []).slice(0, 8).join(':').toUpperCase();

export interface CertificateChainProps {
  readonly certificate: ShownCertificate;
  readonly judgement: CertificateJudgement | null;
  /** The display name of the certificate. */
  readonly title: string;
  /** Its status, to the right of the name. */
  readonly badge: ReactNode;
}

/** The chain from the certificate to its root; the link that failed is marked, with the reason. */
export const CertificateChain = ({ certificate, judgement, title, badge }: CertificateChainProps) => {
  const { t } = useTranslation('certificate');
  const { subject, issuer, issuerName } = certificate;
  const isSelfIssued = subject !== undefined && subject === issuer;
  const above = judgement?.chain.slice(1) ?? (isSelfIssued ? [] : [onlyNamed(issuerName)]);
  const failed = judgement?.failedLink ?? null;
  const reason = judgement && failed !== null && (
    <p className={styles.reason}>
      <VisuallyHidden>{t('outcome.failed')}: </VisuallyHidden>
      <RefusalReason certificate={certificate} judgement={judgement} />
    </p>
  );
  const isOnlyIssuedByItself = isSelfIssued && judgement?.code !== 'certificate.self_signed';
  return (
    <ol className={styles.chain} aria-label={t('chain')}>
      <li className={classNames(styles.link, failed === 0 && styles.failed)}>
        <span className={styles.seal}>
          <Icon name="certificate" />
          {failed === 0 && <Cross />}
        </span>
        <div className={styles.names}>
          <p className={styles.name}>{title}</p>
          {isOnlyIssuedByItself && <p className={styles.sub}>{t('self_issued')}</p>}
        </div>
        {badge}
        {failed === 0 && reason}
      </li>
      {above.map((link, index) => (
        <li
          key={`${index} ${link.keyId}`}
          className={classNames(
            styles.link,
            failed === index + 1 && styles.failed,
            link.role === 'root' && styles.root,
          )}
        >
          <span className={styles.node}>{failed === index + 1 ? <Cross /> : null}</span>
          <div className={styles.names}>
            <p className={styles.issuer}>{t('issued_by', { issuer: link.name })}</p>
            <p className={styles.sub}>{subOf(link)}</p>
          </div>
          {failed === index + 1 && reason}
        </li>
      ))}
    </ol>
  );

  /** The key is shown only for an issuer that is not accepted here. */
  function subOf({ role, keyId, standing }: ChainLink): string {
    const key = keyId !== null && standing !== 'known' ? t('key_id', { id: shortKeyId(keyId) }) : null;
    return [role === 'root' ? t('root') : null, key].filter(Boolean).join(' · ');
  }
};

const Cross = () => (
  <span className={styles.cross}>
    <Icon name="close" small />
  </span>
);

const onlyNamed = (name: string): ChainLink => ({ name, keyId: null, role: 'issuer', standing: 'known' });
