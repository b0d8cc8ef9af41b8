import { useTranslation } from '@postern/i18n';
import { Icon, Spinner } from '@postern/ui';
import { useAppearance } from '../appearance/appearance-context';
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
  const { name } = view.application;
  const { logo, showLogo, title } = useAppearance();
  const label = t('close', { application: name });

  return (
    <>
      {showLogo && <ApplicationMark name={name} logo={logo} />}
      <span className={styles.name}>{(named || title?.includes(name) === false) && name}</span>
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
