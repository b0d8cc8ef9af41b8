import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UserRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState, type ChangeEvent } from 'react';
import { FormDrawer } from '../../components/form-drawer';
import { SecretDialog } from '../../components/secret-dialog';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { isEmail } from '../../components/validations';
import { useGivableRoles } from './create-user';
import { useChangeUser } from './users.api';

export interface EditUserProps {
  readonly user: UserRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const EditUser = ({ user, opened, onClose }: EditUserProps) => {
  const { t } = useTranslation('panel');
  const change = useChangeUser(user.id);
  const givable = useGivableRoles();
  const form = useForm({
    initialValues: { name: user.name, email: user.email ?? '', emailVerified: user.emailVerified, role: user.role },
    validate: {
      name: (name) => (name.trim() ? null : t('form.required')),
      email: (email) => (email.trim() === '' || isEmail(email.trim()) ? null : t('form.email')),
    },
  });
  const [password, setPassword] = useState<string | null>(null);
  const drawer = useDrawerForm({
    form,
    mutation: change,
    fields: { 'account.email_taken': 'email', 'account.last_owner': 'role' },
    toInput: ({ name, email, emailVerified, role }) => ({
      name: name.trim(),
      email: email.trim() || null,
      // A changed email address is unconfirmed unless it is confirmed here.
      ...(emailVerified !== user.emailVerified || emailVerified ? { emailVerified } : {}),
      ...(role === user.role ? {} : { role }),
    }),
    onDone: (saved) => {
      toast(t('users.saved', { name: saved.name }));
      setPassword(saved.initialPassword ?? null);
    },
    onClose,
  });
  // An owner's role is shown even to people who may not assign it.
  const choices = givable.includes(user.role) ? givable : [user.role];

  const email = form.getInputProps('email');
  const changeEmail = (event: ChangeEvent<HTMLInputElement>): void => {
    email.onChange(event);
    form.setFieldValue('emailVerified', event.currentTarget.value.trim() === user.email && user.emailVerified);
  };

  const becomesOwner = form.values.role === 'owner' && user.role !== 'owner';

  return (
    <>
      <FormDrawer
        opened={opened}
        title={t('users.edit_title', { name: user.name })}
        submitLabel={t('form.save')}
        {...drawer}
      >
        <TextInput label={t('users.field.name')} maxLength={100} required {...form.getInputProps('name')} />
        <TextInput label={t('users.field.email')} type="email" maxLength={254} {...email} onChange={changeEmail} />
        <Switch
          label={t('users.email_confirm')}
          description={t('users.email_confirm_hint')}
          disabled={form.values.email.trim() === ''}
          {...form.getInputProps('emailVerified', { type: 'checkbox' })}
        />
        <NativeSelect
          label={t('users.field.role')}
          description={
            becomesOwner ? `${t('role_hint.owner')} ${t('users.new_owner')}` : t(`role_hint.${form.values.role}`)
          }
          data={choices.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          {...form.getInputProps('role')}
        />
      </FormDrawer>
      <SecretDialog
        title={t('users.password_title', { name: user.name })}
        fields={password === null ? null : [{ label: t('users.initial_password'), value: password }]}
        onClose={() => setPassword(null)}
      />
    </>
  );
};
