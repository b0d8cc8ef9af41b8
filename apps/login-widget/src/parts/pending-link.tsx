import { useTranslation } from '@postern/i18n';
import { Icon } from '@postern/ui';
import styles from './pending-link.module.css';

interface PendingLinkProps {
  /** The certificate's name. */
  readonly name: string;
  readonly onDrop: () => void;
}

/** Shows what will be linked once the sign-in succeeds; the person can still decline. */
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
