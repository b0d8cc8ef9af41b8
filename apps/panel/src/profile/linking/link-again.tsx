import { Button } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import styles from './linking.module.css';
import type { useStartLink } from './linking.api';

export interface LinkAgainProps {
  /** Null if the method is no longer known. */
  readonly methodId: string | null;
  readonly start: ReturnType<typeof useStartLink>;
  /** It is the primary next step, not only an alternative. */
  readonly primary?: boolean;
}

/** Restarts the link and makes the browser ask for a certificate again. */
export const LinkAgain = ({ methodId, start, primary = false }: LinkAgainProps) => {
  const { t } = useTranslation('panel');
  return (
    <div className={styles.actions}>
      {methodId !== null && (
        <Button
          variant={primary ? 'filled' : 'default'}
          loading={start.isPending}
          onClick={() => start.mutate({ methodId, fresh: true })}
        >
          {t('link.another')}
        </Button>
      )}
      <Button variant="default" component={Link} to="/profile/identifiers">
        {t('link.leave')}
      </Button>
    </div>
  );
};
