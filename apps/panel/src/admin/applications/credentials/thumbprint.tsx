import { useTranslation } from '@postern/i18n';
import { CopyButton } from '@postern/ui';
import { hexOf, shortThumbprint } from './credential-text';
import styles from './credentials.module.css';

export interface ThumbprintProps {
  readonly algorithm: 'SHA-1' | 'SHA-256';
  /** base64url. */
  readonly value: string;
}

/** Shows the two ends of a thumbprint; copies all of it, in hexadecimal. */
export const Thumbprint = ({ algorithm, value }: ThumbprintProps) => {
  const { t } = useTranslation('administration');
  const hex = hexOf(value);
  return (
    <span className={styles.thumbprint}>
      <span className={styles.algorithm}>{algorithm}</span>
      <code title={hex}>{shortThumbprint(hex)}</code>
      <CopyButton text={hex} label={t('credentials.copy_thumbprint', { algorithm })} />
    </span>
  );
};
