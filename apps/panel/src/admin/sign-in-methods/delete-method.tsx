import type { SignInMethodRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMethodName } from '../../api/method-names';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { toast } from '../../components/toast';
import { LosingApplications } from './losing-applications';
import { LockedOut } from './locked-out';
import { useDeleteMethod } from './methods.api';

export interface DeleteMethodProps {
  readonly method: SignInMethodRecord | null;
  readonly onClose: () => void;
}

export const DeleteMethod = ({ method, onClose }: DeleteMethodProps) => {
  const { t } = useTranslation('panel');
  const remove = useDeleteMethod();
  const methodName = useMethodName();
  const name = method ? methodName(method) : '';
  const close = (): void => {
    onClose();
    remove.reset();
  };
  const confirm = (): void => {
    if (!method) return;
    remove.mutate(method.id, {
      onSuccess: () => {
        toast(t('methods.deleted', { name }));
        close();
      },
    });
  };
  return (
    <ConfirmDialog
      opened={method !== null}
      title={t('methods.ask_delete', { name })}
      confirmLabel={t('methods.delete')}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t('methods.ask_delete_text')}</p>
      {method && method.owner !== 'application' && <LosingApplications methodId={method.id} />}
      {method?.enabled && method.owner === 'system' && <LockedOut methodId={method.id} />}
      {method && method.identifierCount > 0 && (
        <p>{t('methods.ask_delete_identifiers', { count: method.identifierCount })}</p>
      )}
    </ConfirmDialog>
  );
};
