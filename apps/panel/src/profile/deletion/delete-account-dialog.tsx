import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Profile } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { isStaleProof } from '../../api/problem-of';
import dialog from '../../components/dialog.module.css';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormProblem } from '../../components/use-form-problem';
import { useSession } from '../../session/session-context';
import styles from './deletion.module.css';

export interface DeleteAccountDialogProps {
  readonly me: Profile;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks for the password; people without one type their username and must have signed in recently. */
export const DeleteAccountDialog = ({ me, opened, onClose }: DeleteAccountDialogProps) => {
  const { t } = useTranslation('panel');
  const api = useApi();
  const session = useSession();
  const { username, hasPassword } = me;
  const form = useForm({
    initialValues: { password: '', username: '' },
    validate: {
      password: (value) => (hasPassword && value === '' ? t('form.required') : null),
      username: (value) =>
        hasPassword || value.trim() === username ? null : t('profile.deletion.username_wrong', { username }),
    },
  });
  const problem = useFormProblem(form, {
    'password.current_wrong': { field: 'password', text: t('profile.deletion.wrong') },
  });
  const deletion = useMutation({
    meta: { saysSo: true },
    mutationFn: ({ password }: typeof form.values) => api.post<void>('/me/deletion', hasPassword ? { password } : {}),
    onSuccess: () => session.leaveDeleted(),
    onError: problem.show,
  });
  const close = (): void => {
    onClose();
    form.reset();
    problem.clear();
  };
  const mustSignIn = problem.error !== null && isStaleProof(problem.error);

  return (
    <Modal.Root opened={opened} onClose={close} zIndex={300}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body className={dialog.body}>
          <Modal.Title className={dialog.title}>{t('profile.deletion.ask')}</Modal.Title>
          <form
            className={styles.form}
            noValidate
            onSubmit={form.onSubmit((values) => {
              problem.clear();
              deletion.mutate(values);
            })}
          >
            <p className={dialog.text}>{t('profile.deletion.text')}</p>
            <ProblemAlert
              error={problem.error}
              actions={
                mustSignIn && (
                  <Button variant="default" size="xs" onClick={() => void session.signInAgain({ afresh: true })}>
                    {t('profile.deletion.sign_in_again')}
                  </Button>
                )
              }
            />
            {hasPassword ? (
              <PasswordInput
                label={t('profile.deletion.password')}
                autoComplete="current-password"
                visibilityToggleButtonProps={{ 'aria-label': t('profile.password.show') }}
                {...form.getInputProps('password')}
              />
            ) : (
              <TextInput
                label={t('profile.deletion.username', { username })}
                autoComplete="off"
                {...form.getInputProps('username')}
              />
            )}
            <div className={dialog.actions}>
              <Button variant="default" onClick={close}>
                {t('dialog.cancel')}
              </Button>
              <Button type="submit" color="red" loading={deletion.isPending || deletion.isSuccess}>
                {t('profile.deletion.confirm')}
              </Button>
            </div>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
