import { Button, Modal } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import type { UseMutationResult } from '@tanstack/react-query';
import { problemOf } from '../../../api/problem-of';
import { ConfirmDialog } from '../../../components/confirm-dialog';
import dialog from '../../../components/dialog.module.css';
import { toast } from '../../../components/toast';
import styles from './shared.module.css';
import { isUsed, UsedBy } from './used-by';
import type { Uses } from './used-by';

export interface DeleteDialogProps {
  readonly id: string;
  readonly name: string;
  /** A question that names the object. */
  readonly title: string;
  readonly text: string;
  /** Toast text after deletion. */
  readonly done: string;
  /** Objects known to use it. */
  readonly uses?: Uses;
  readonly mutation: Pick<UseMutationResult<unknown, unknown, string>, 'mutate' | 'isPending' | 'error' | 'reset'>;
  readonly onDone?: () => void;
  readonly onClose: () => void;
}

/**
 * Asks before deleting. An object in use is not deleted; the objects that use it are listed, as known here or as
 * reported by the server.
 */
export const DeleteDialog = (props: DeleteDialogProps) => {
  const { id, name, title, text, done, uses, mutation, onDone, onClose } = props;
  const { t } = useTranslation('gateway');
  const close = (): void => {
    onClose();
    mutation.reset();
  };
  if (uses && isUsed(uses)) return <InUse name={name} uses={uses} onClose={close} />;
  const refusedFor = mutation.error ? (problemOf(mutation.error).errors ?? []) : [];

  return (
    <ConfirmDialog
      opened
      title={title}
      confirmLabel={t('action.delete')}
      pending={mutation.isPending}
      error={mutation.error}
      onConfirm={() =>
        mutation.mutate(id, {
          onSuccess: () => {
            toast(done);
            close();
            onDone?.();
          },
        })
      }
      onClose={close}
    >
      <p>{text}</p>
      {refusedFor.length > 0 && (
        <ul className={styles.uses}>
          {refusedFor.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <span>{t(path === 'upstreams' ? 'used_by.upstream' : 'used_by.api')}</span> {message}
            </li>
          ))}
        </ul>
      )}
    </ConfirmDialog>
  );
};

const InUse = ({
  name,
  uses,
  onClose,
}: {
  readonly name: string;
  readonly uses: Uses;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('gateway');
  return (
    <Modal.Root opened onClose={onClose} zIndex={300}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body className={dialog.body}>
          <Modal.Title className={dialog.title}>{t('used_by.blocked', { name })}</Modal.Title>
          <Alert tone="warning" title={t('used_by.blocked_text')}>
            <UsedBy uses={uses} />
          </Alert>
          <div className={dialog.actions}>
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('panel:dialog.close')}
            </Button>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
