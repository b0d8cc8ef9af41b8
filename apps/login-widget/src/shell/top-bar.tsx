import { useTranslation } from '@postern/i18n';
import { Icon, Spinner } from '@postern/ui';
import { useFlow } from '../interaction/interaction-flow';
import { useStep } from '../interaction/use-step';
import { ApplicationMark } from './application-mark';
import styles from './top-bar.module.css';

interface TopBarProps {
  readonly named: boolean;
  /** Off once the sign-in is over. */
  readonly closable: boolean;
}

/** The application, and the link back to it. Its name is shown here unless the heading contains it. */
export const TopBar = ({ named, closable }: TopBarProps) => {
  const { api, view } = useFlow();
  const { busy, run } = useStep();
  const { t } = useTranslation('widget');
  const { name, logoUrl } = view.application;
  const label = t('close', { application: name });

  return (
    <>
      <ApplicationMark name={name} logoUrl={logoUrl} />
      <span className={styles.name}>{named && name}</span>
      {closable && (
        <button
          type="button"
          className={styles.close}
          aria-label={label}
          title={label}
          onClick={() => void run('abort', api.abort, 'aborted')}
        >
          {busy ? <Spinner /> : <Icon name="close" />}
        </button>
      )}
    </>
  );
};
