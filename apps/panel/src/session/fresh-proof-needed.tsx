import { Button, Modal } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useEffect, useState } from 'react';
import { forgetInterruption } from './interruption';
import { useSession } from './session-context';
import styles from './session.module.css';

/** Shown when the server requires a recent sign-in; afterwards the person returns to what they were doing. */
export const FreshProofNeeded = () => {
  const { t } = useTranslation('panel');
  const session = useSession();
  const [needed, setNeeded] = useState(false);
  useEffect(() => session.onStaleProof(() => setNeeded(true)), [session]);
  const cancel = (): void => {
    setNeeded(false);
    forgetInterruption();
  };

  return (
    <Modal
      opened={needed}
      onClose={cancel}
      title={t('session.proof.title')}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
      classNames={{ title: styles.dialogTitle }}
      zIndex={400}
    >
      <p className={styles.text}>{t('session.proof.text')}</p>
      <div className={styles.actions}>
        <Button variant="default" onClick={cancel}>
          {t('dialog.cancel')}
        </Button>
        <Button data-autofocus onClick={() => void session.signInAgain({ afresh: true })}>
          {t('session.sign_in_again')}
        </Button>
      </div>
    </Modal>
  );
};
