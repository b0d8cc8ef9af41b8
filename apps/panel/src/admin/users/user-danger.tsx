import type { UserRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { SecretDialog } from '../../components/secret-dialog';
import { toast } from '../../components/toast';
import { useChangeUser, useDeleteUser, useResetPassword } from './users.api';

export type UserAction = 'block' | 'unblock' | 'password' | 'delete';

export interface UserDangerProps {
  readonly user: UserRecord;
  readonly action: UserAction | null;
  readonly onClose: () => void;
}

/** Confirmation dialogs for an account's irreversible actions. */
export const UserDanger = ({ user, action, onClose }: UserDangerProps) => {
  const { t } = useTranslation('panel');
  const navigate = useNavigate();
  const change = useChangeUser(user.id);
  const reset = useResetPassword(user.id);
  const remove = useDeleteUser(user.id);
  const [password, setPassword] = useState<string | null>(null);
  const mutations = [change, reset, remove];
  const { name } = user;

  const close = (): void => {
    onClose();
    mutations.forEach((mutation) => mutation.reset());
  };
  const setStatus = (status: UserRecord['status']) => () =>
    change.mutate({ status }, { onSuccess: () => (toast(t(`users.now.${status}`, { name })), close()) });
  const actions: Readonly<Record<UserAction, () => void>> = {
    block: setStatus('blocked'),
    unblock: setStatus('active'),
    password: () =>
      reset.mutate(undefined, {
        onSuccess: ({ initialPassword }) => {
          setPassword(initialPassword);
          close();
        },
      }),
    delete: () =>
      remove.mutate(undefined, {
        onSuccess: async () => {
          toast(t('users.deleted', { name }));
          await navigate('/admin/users', { replace: true });
        },
      }),
  };
  // Kept while the dialog closes, so that its text does not change during the animation.
  const asked = action ?? 'block';

  return (
    <>
      <ConfirmDialog
        opened={action !== null}
        title={t(`users.ask.${asked}`, { name })}
        confirmLabel={t(`users.action.${asked}`)}
        destructive={asked !== 'unblock'}
        pending={mutations.some(({ isPending }) => isPending)}
        error={mutations.find(({ error }) => error)?.error}
        onConfirm={actions[asked]}
        onClose={close}
      >
        {t(`users.ask_text.${asked}`)}
      </ConfirmDialog>
      <SecretDialog
        title={t('users.password_title', { name })}
        fields={password === null ? null : [{ label: t('users.initial_password'), value: password }]}
        onClose={() => setPassword(null)}
      />
    </>
  );
};
