import { Button, Modal } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useEffect, useState } from 'react';
import { useSession } from './session-context';
import styles from './session.module.css';

/** Shown when the session has ended; input stays on the page behind it until the person leaves. */
export const SessionEnded = () => {
  const { t } = useTranslation('panel');
  const session = useSession();
  const [ended, setEnded] = useState(false);
  useEffect(() => session.onEnded(() => setEnded(true)), [session]);

  return (
    <Modal
      opened={ended}
      onClose={() => setEnded(false)}
      title={t('session.ended.title')}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
      classNames={{ title: styles.dialogTitle }}
    >
      <p className={styles.text}>{t('session.ended.text')}</p>
      <div className={styles.actions}>
        <Button onClick={() => void session.signInAgain()}>{t('session.sign_in_again')}</Button>
      </div>
    </Modal>
  );
};
