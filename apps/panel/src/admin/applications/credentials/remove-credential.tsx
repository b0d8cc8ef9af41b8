import type { ClientCredential, ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { ConfirmDialog } from '../../../components/confirm-dialog';
import { toast } from '../../../components/toast';
import { useLast } from '../../../components/use-last';
import { certificateMethodOf, usedIds } from './authentication';
import { credentialName } from './credential-text';
import { useRemoveCredential } from './credentials.api';

export interface RemoveCredentialProps {
  readonly client: ClientRecord;
  /** Null: the dialog is closed. */
  readonly credential: ClientCredential | null;
  readonly onClose: () => void;
}

/**
 * Says where a credential is used before it is deleted. The last one in use cannot be deleted: the application could no
 * longer authenticate.
 */
export const RemoveCredential = ({ client, credential: asked, onClose }: RemoveCredentialProps) => {
  const credential = useLast(asked);
  const { t } = useTranslation('administration');
  const remove = useRemoveCredential(client.client_id);
  const method = certificateMethodOf(client);
  const used = usedIds(client);
  const inUse = credential !== null && method !== null && used.includes(credential.id);
  const left = used.filter((id) => id !== credential?.id);
  const isLast = inUse && left.length === 0;
  const name = credential === null ? '' : credentialName(credential);
  const where = method === null ? '' : t(`authentication.choice.${method}.name`);

  const close = (): void => {
    onClose();
    remove.reset();
  };
  const confirm = (): void => {
    if (credential === null) return;
    remove.mutate(
      { id: credential.id, left: inUse && method ? { method, ids: left } : null },
      {
        onSuccess: () => {
          toast(t('credentials.deleted', { name }));
          close();
        },
      },
    );
  };

  return (
    <ConfirmDialog
      opened={asked !== null}
      title={t(isLast ? 'credentials.last_title' : 'credentials.ask_delete', { name })}
      confirmLabel={t(inUse ? 'credentials.stop_and_delete' : 'credentials.action.delete')}
      onlyCancel={isLast}
      cancelLabel={isLast ? t('panel:dialog.close') : undefined}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onClose={close}
    >
      {inUse && <p>{t('credentials.used_in', { application: client.name, method: where })}</p>}
      <p>
        {t(isLast ? 'credentials.last_text' : inUse ? 'credentials.ask_delete_used' : 'credentials.ask_delete_text')}
      </p>
      {inUse && !isLast && credential?.last_used_at === null && <p>{t('credentials.never_used')}</p>}
    </ConfirmDialog>
  );
};
