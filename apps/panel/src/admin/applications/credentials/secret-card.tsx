import { Button } from '@mantine/core';
import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useMay } from '../../../api/may';
import { ApplicationDanger } from '../application-danger';
import { choiceOf, isCertificateMethod } from './authentication';
import styles from './keys.module.css';

/** Whether the application has a valid secret; it was shown once, when it was created. */
export const SecretCard = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('administration');
  const mayRotate = useMay()('update:clients') && !client.built_in;
  const [rotating, setRotating] = useState(false);
  const state = isCertificateMethod(choiceOf(client)) ? 'waiting' : 'used';
  return (
    <div className={styles.secret}>
      <div>
        <p className={styles.state}>
          {t('panel:applications.field.client_secret')}: {t(`keys.secret.${state}.name`)}
        </p>
        <p className={styles.hint}>{t(`keys.secret.${state}.text`)}</p>
      </div>
      {mayRotate && state === 'used' && (
        <Button variant="default" onClick={() => setRotating(true)}>
          {t('panel:applications.action.rotate')}
        </Button>
      )}
      <ApplicationDanger client={client} action={rotating ? 'rotate' : null} onClose={() => setRotating(false)} />
    </div>
  );
};
