import { useTranslation } from '@postern/i18n';
import { Icon } from '@postern/ui';
import styles from './pending-link.module.css';

interface PendingLinkProps {
  /** The certificate's. */
  readonly name: string;
  readonly onDrop: () => void;
}

/** Says what is linked once the sign-in succeeds; the person may still say no. */
export const PendingLink = ({ name, onDrop }: PendingLinkProps) => {
  const { t } = useTranslation('widget');
  return (
    <div className={styles.link}>
      <Icon name="link" small />
      <span>{t('form.will_link', { name })}</span>
      <button
        type="button"
        className={styles.drop}
        aria-label={t('form.do_not_link')}
        title={t('form.do_not_link')}
        onClick={onDrop}
      >
        <Icon name="close" small />
      </button>
    </div>
  );
};
