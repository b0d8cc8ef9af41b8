import { Button, Modal } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { Alert, CopyButton } from '@postern/ui';
import styles from './secret-dialog.module.css';

interface SecretField {
  readonly label: string;
  readonly value: string;
}

export interface SecretDialogProps {
  readonly title: string;
  /** Null closes the dialog; to show a secret again, request a new one from the server. */
  readonly fields: readonly SecretField[] | null;
  readonly onClose: () => void;
}

/**
 * Shows a secret that the server returns only once. Escape and a click outside do not close it; only its button does.
 */
export const SecretDialog = ({ title, fields, onClose }: SecretDialogProps) => {
  const { t } = useTranslation('panel');
  return (
    <Modal
      opened={fields !== null}
      onClose={onClose}
      title={title}
      size={520}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      classNames={{ title: styles.title, header: styles.header, body: styles.room }}
    >
      <div className={styles.body}>
        <Alert tone="warning" title={t('secret.once')}>
          {t('secret.keep')}
        </Alert>
        {fields?.map(({ label, value }) => (
          <div key={label}>
            <p className={styles.label}>{label}</p>
            <p className={styles.value}>
              <code>{value}</code>
              <CopyButton text={value} label={t('secret.copy', { name: label })} />
            </p>
          </div>
        ))}
        <div className={styles.actions}>
          <Button onClick={onClose}>{t('secret.done')}</Button>
        </div>
      </div>
    </Modal>
  );
};
