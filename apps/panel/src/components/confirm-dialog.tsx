import { Button, Modal } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';
import { ProblemAlert } from './problem-alert';

export interface ConfirmDialogProps {
  readonly opened: boolean;
  /** A question that names the object. */
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  readonly destructive?: boolean;
  /** The action is impossible: only explains why. */
  readonly onlyCancel?: boolean;
  /** Something has to be chosen first. */
  readonly incomplete?: boolean;
  readonly pending?: boolean;
  readonly error?: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before an irreversible action; Cancel has the focus. */
export const ConfirmDialog = ({
  opened,
  title,
  children,
  confirmLabel,
  cancelLabel,
  destructive = true,
  onlyCancel = false,
  incomplete = false,
  pending = false,
  error,
  onConfirm,
  onClose,
}: ConfirmDialogProps) => {
  const { t } = useTranslation('panel');
  return (
    <Modal.Root opened={opened} onClose={onClose} zIndex={300}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body className={styles.body}>
          <Modal.Title className={styles.title}>{title}</Modal.Title>
          <ProblemAlert error={error} />
          <div className={styles.text}>{children}</div>
          <div className={styles.actions}>
            <Button variant="default" onClick={onClose} data-autofocus>
              {cancelLabel ?? t('dialog.cancel')}
            </Button>
            {!onlyCancel && (
              <Button
                color={destructive ? 'red' : undefined}
                disabled={incomplete}
                loading={pending}
                onClick={onConfirm}
              >
                {confirmLabel}
              </Button>
            )}
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
