import { Button } from '@mantine/core';
import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useMay } from '../../../api/may';
import { Section } from '../../../layout/page';
import { ApplicationDanger } from '../application-danger';
import { choiceOf, isCertificateMethod } from '../credentials/authentication';
import styles from '../credentials/credentials.module.css';

/** Whether there is a secret that counts; it was shown when it was made, and never is again. */
export const SecretSection = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('administration');
  const [rotating, setRotating] = useState(false);
  const mayRotate = useMay()('update:clients') && !client.built_in;
  const choice = choiceOf(client);
  const state = isCertificateMethod(choice) ? 'waiting' : choice === 'none' ? 'none' : 'used';
  return (
    <Section
      title={t('panel:applications.field.client_secret')}
      action={
        state === 'used' &&
        mayRotate && (
          <Button variant="default" onClick={() => setRotating(true)}>
            {t('panel:applications.action.rotate')}
          </Button>
        )
      }
    >
      <div className={styles.card}>
        <p className={styles.method}>{t(`keys.secret.${state}.name`)}</p>
        <p className={styles.hint}>{t(`keys.secret.${state}.text`)}</p>
      </div>
      <ApplicationDanger client={client} action={rotating ? 'rotate' : null} onClose={() => setRotating(false)} />
    </Section>
  );
};
