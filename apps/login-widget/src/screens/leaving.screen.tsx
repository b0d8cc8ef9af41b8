import { useTranslation } from '@postern/i18n';
import { ButtonLink, Icon, Spinner } from '@postern/ui';
import { useEffect, useState } from 'react';
import type { Departure } from '../interaction/flow';
import { Heading } from '../shell/heading';
import styles from './leaving.screen.module.css';

/** Milliseconds after which a way to go on by hand is offered. */
const patience = 8000;

interface LeavingScreenProps {
  readonly departure: Departure;
  readonly address: string;
  readonly application: string;
}

/** It is done; the browser is on its way to the application. */
export const LeavingScreen = ({ departure, address, application }: LeavingScreenProps) => {
  const { t } = useTranslation('widget');
  const [slow, setSlow] = useState(false);
  const signedIn = departure === 'signed_in';

  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), patience);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div className={styles.leaving} role="status">
      <span className={signedIn ? styles.done : styles.going}>
        {signedIn ? <Icon name="check" /> : <Spinner large />}
      </span>
      <Heading lead={t('leaving.text', { application })}>
        {signedIn ? t('leaving.signed_in') : t('leaving.aborted')}
      </Heading>
      <div className={styles.slow}>
        {slow ? <ButtonLink href={address}>{t('leaving.go_on')}</ButtonLink> : signedIn && <Spinner />}
      </div>
    </div>
  );
};
