import type { GatewayApi } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '../../../components/confirm-dialog';
import { toast } from '../../../components/toast';
import { DeleteDialog } from '../shared/delete-dialog';
import { gatewayPath } from '../shared/gateway-page';
import { useChangeApi, useDeleteApi } from '../api/apis.api';

export interface ApiDangerProps {
  readonly api: GatewayApi;
  readonly action: 'revert' | 'delete';
  readonly onClose: () => void;
}

/** Confirmation dialogs for an API's irreversible actions. */
export const ApiDanger = ({ api, action, onClose }: ApiDangerProps) => {
  const { t } = useTranslation('gateway');
  const navigate = useNavigate();
  const remove = useDeleteApi();
  const revert = useChangeApi(api.id);
  const { name, pathPrefix } = api.draft;

  if (action === 'delete') {
    return (
      <DeleteDialog
        id={api.id}
        name={name}
        title={t('apis.ask_delete', { name })}
        text={t('apis.ask_delete_text', { path: api.applied?.pathPrefix ?? pathPrefix })}
        done={t('apis.deleted', { name })}
        mutation={remove}
        onDone={() => void navigate(gatewayPath('apis'), { replace: true })}
        onClose={onClose}
      />
    );
  }
  return (
    <ConfirmDialog
      opened
      title={t('apis.ask_revert', { name })}
      confirmLabel={t('apis.revert')}
      pending={revert.isPending}
      error={revert.error}
      onConfirm={() =>
        api.applied &&
        revert.mutate(api.applied, {
          onSuccess: () => {
            toast(t('apis.reverted', { name }));
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      {t('apis.ask_revert_text')}
    </ConfirmDialog>
  );
};
