import { Button } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { Brand, Spinner } from '@postern/ui';
import styles from './session.module.css';

/** Shown during the redirect to or from the sign-in page. */
export const OnTheWay = () => {
  const { t } = useTranslation('panel');
  return (
    <main className={styles.page} aria-busy="true">
      <Brand />
      <p className={styles.waiting} role="status">
        <Spinner />
        {t('session.on_the_way')}
      </p>
    </main>
  );
};

export interface NotSignedInProps {
  /** `access_denied` from the sign-in page, or `unreachable`. */
  readonly reason: string;
  readonly onRetry: () => void;
}

/** Shown if the sign-in was not completed. */
export const NotSignedIn = ({ reason, onRetry }: NotSignedInProps) => {
  const { t } = useTranslation('panel');
  const kind = reason === 'access_denied' || reason === 'unreachable' ? reason : 'other';
  return (
    <main className={styles.page}>
      <Brand />
      <section className={styles.card} role="alert">
        <h1 className={styles.title}>{t(`session.refused.${kind}.title`)}</h1>
        <p className={styles.text}>{t(`session.refused.${kind}.text`)}</p>
        <Button fullWidth onClick={onRetry}>
          {t(reason === 'unreachable' ? 'session.retry' : 'session.sign_in')}
        </Button>
        <p className={styles.code}>{reason}</p>
      </section>
    </main>
  );
};
