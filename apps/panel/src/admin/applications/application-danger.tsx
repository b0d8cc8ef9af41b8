import type { ClientRecord, ClientWithSecret } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { toast } from '../../components/toast';
import { useDeleteClient, useRotateSecret } from '../api/applications.api';
import { useApplicationsPlace } from './applications-place';
import { ClientSecret } from './client-secret';

export type ApplicationAction = 'rotate' | 'delete';

export interface ApplicationDangerProps {
  readonly client: ClientRecord;
  readonly action: ApplicationAction | null;
  readonly onClose: () => void;
}

/** Confirmation dialogs for an application's irreversible actions. */
export const ApplicationDanger = ({ client, action, onClose }: ApplicationDangerProps) => {
  const { t } = useTranslation('panel');
  const navigate = useNavigate();
  const place = useApplicationsPlace();
  const rotate = useRotateSecret(client.client_id);
  const remove = useDeleteClient(client.client_id);
  const [rotated, setRotated] = useState<ClientWithSecret | null>(null);
  const { name } = client;

  const close = (): void => {
    onClose();
    rotate.reset();
    remove.reset();
  };
  const actions: Readonly<Record<ApplicationAction, () => void>> = {
    rotate: () =>
      rotate.mutate(undefined, {
        onSuccess: (answer) => {
          setRotated(answer);
          close();
        },
      }),
    delete: () =>
      remove.mutate(undefined, {
        onSuccess: async () => {
          toast(t('applications.deleted', { name }));
          await navigate(place.path, { replace: true });
        },
      }),
  };
  const asked = action ?? 'rotate';

  return (
    <>
      <ConfirmDialog
        opened={action !== null}
        title={t(`applications.ask.${asked}`, { name })}
        confirmLabel={t(`applications.action.${asked}`)}
        pending={rotate.isPending || remove.isPending}
        error={rotate.error ?? remove.error}
        onConfirm={actions[asked]}
        onClose={close}
      >
        {t(`applications.ask_text.${asked}`)}
      </ConfirmDialog>
      <ClientSecret client={rotated} onClose={() => setRotated(null)} />
    </>
  );
};
