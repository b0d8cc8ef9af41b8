import { Button } from '@mantine/core';
import type { SignInMethodRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { IconFold } from '../../components/icons';
import type { DraftParams } from './methods.api';
import styles from './rows-input.module.css';
import { Trial, useTrial } from './trial';

export interface DraftTrialProps {
  readonly method: SignInMethodRecord;
  /** The settings as entered in the form. */
  readonly params: DraftParams;
}

/** Tries the settings of a form before they are saved. */
export const DraftTrial = ({ method, params }: DraftTrialProps) => {
  const { t } = useTranslation('panel');
  const trial = useTrial(method, params);
  return (
    <details className={styles.section}>
      <summary>
        <IconFold size={16} stroke={1.6} aria-hidden />
        {t('methods.draft.title')}
        <span>{t('methods.draft.hint')}</span>
      </summary>
      <div className={styles.fields}>
        <Trial {...trial} />
        <div>
          <Button variant="default" disabled={trial.run === undefined} loading={trial.isPending} onClick={trial.run}>
            {t('methods.run_test')}
          </Button>
        </div>
      </div>
    </details>
  );
};
