import { PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Profile } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { meKey } from '../../api/me';
import { isStaleProof } from '../../api/problem-of';
import { FormDrawer } from '../../components/form-drawer';
import { toast } from '../../components/toast';
import { useFormProblem } from '../../components/use-form-problem';
import { keepInterruption } from '../../session/interruption';

export interface PasswordFormProps {
  readonly me: Pick<Profile, 'hasPassword' | 'passwordMinLength'>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const PasswordForm = ({ me, opened, onClose }: PasswordFormProps) => {
  const { hasPassword, passwordMinLength: shortest } = me;
  const { t } = useTranslation('panel');
  const api = useApi();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '', repeated: '' },
    validate: {
      currentPassword: (value) => (hasPassword && value === '' ? t('form.required') : null),
      newPassword: (value) =>
        [...value].length < shortest ? t('profile.password.too_short', { count: shortest }) : null,
      repeated: (value, { newPassword }) => (value === newPassword ? null : t('profile.password.differs')),
    },
  });
  const problem = useFormProblem(form, {
    'password.current_wrong': { field: 'currentPassword', text: t('profile.password.wrong') },
    'password.too_short': 'newPassword',
    'password.too_common': 'newPassword',
  });
  const close = (): void => {
    onClose();
    form.reset();
    problem.clear();
  };
  const save = useMutation({
    mutationFn: ({ currentPassword, newPassword }: typeof form.values) =>
      api.put<void>('/me/password', { newPassword, ...(hasPassword ? { currentPassword } : {}) }),
    onSuccess: async () => {
      close();
      toast(t('profile.password.saved'));
      await queries.invalidateQueries({ queryKey: meKey });
    },
    onError: (refusal) => {
      if (isStaleProof(refusal)) keepInterruption('password', {});
      problem.show(refusal);
    },
  });
  const visibility = { visibilityToggleButtonProps: { 'aria-label': t('profile.password.show') } };

  return (
    <FormDrawer
      opened={opened}
      title={t(hasPassword ? 'profile.password.change_title' : 'profile.password.set_title')}
      description={t('profile.password.hint')}
      submitLabel={t('form.save')}
      dirty={form.isDirty()}
      pending={save.isPending}
      error={problem.error}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={close}
    >
      {hasPassword && (
        <PasswordInput
          label={t('profile.password.current')}
          autoComplete="current-password"
          {...visibility}
          {...form.getInputProps('currentPassword')}
        />
      )}
      <PasswordInput
        label={t('profile.password.new')}
        description={t('profile.password.rule', { count: shortest })}
        autoComplete="new-password"
        {...visibility}
        {...form.getInputProps('newPassword')}
      />
      <PasswordInput
        label={t('profile.password.repeat')}
        autoComplete="new-password"
        {...visibility}
        {...form.getInputProps('repeated')}
      />
    </FormDrawer>
  );
};
