import { useTranslation } from '@postern/i18n';
import { CopyButton } from '../components/copy-button';
import styles from './fingerprint.module.css';

/** A SHA-256 fingerprint in groups of four, to compare by eye; copied without the gaps. */
export const Fingerprint = ({ sha256 }: { readonly sha256: string }) => {
  const { t } = useTranslation('certificate');
  return (
    <div className={styles.fingerprint}>
      <p className={styles.title}>{t('fingerprint')}</p>
      <CopyButton text={sha256} label={t('copy_fingerprint')} />
      <code className={styles.groups}>
        {(sha256.match(/.{1,4}/g) ?? []).map((group, position) => (
          <span key={position}>{group}</span>
        ))}
      </code>
    </div>
  );
};
