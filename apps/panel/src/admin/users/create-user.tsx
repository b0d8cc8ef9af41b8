import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { roles } from '@postern/contracts';
import type { Role } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useMe } from '../../api/me';
import { FormDrawer } from '../../components/form-drawer';
import { SecretDialog } from '../../components/secret-dialog';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { isEmail } from '../../components/validations';
import { useCreateUser } from './users.api';
import type { UserWithPassword } from './users.api';

/** Roles that the current user may assign: only owners can create owners. */
export const useGivableRoles = (): readonly Role[] => {
  const { data: me } = useMe();
  return roles.filter((role) => role !== 'owner' || me?.role === 'owner');
};

export interface CreateUserProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const CreateUser = ({ opened, onClose }: CreateUserProps) => {
  const { t } = useTranslation('panel');
  const create = useCreateUser();
  const givable = useGivableRoles();
  const navigate = useNavigate();
  const [created, setCreated] = useState<UserWithPassword | null>(null);
  const form = useForm<{ username: string; name: string; email: string; emailVerified: boolean; role: Role }>({
    initialValues: { username: '', name: '', email: '', emailVerified: false, role: 'member' },
    validate: {
      username: (username) => (username.trim() ? null : t('form.required')),
      name: (name) => (name.trim() ? null : t('form.required')),
      email: (email) => (email.trim() === '' || isEmail(email.trim()) ? null : t('form.email')),
    },
  });
  const drawer = useDrawerForm({
    form,
    mutation: create,
    fields: { 'account.username_taken': 'username', 'account.email_taken': 'email' },
    toInput: ({ username, name, email, emailVerified, role }) => ({
      username: username.trim(),
      name: name.trim(),
      email: email.trim() || null,
      ...(emailVerified && email.trim() !== '' ? { emailVerified } : {}),
      role,
    }),
    onDone: (user) => {
      if (user.initialPassword === undefined) toast(t('users.created', { name: user.name }));
      else setCreated(user);
    },
    onClose,
  });

  return (
    <>
      <FormDrawer
        opened={opened}
        title={t('users.create')}
        description={t('users.create_text')}
        submitLabel={t('form.create')}
        {...drawer}
      >
        <TextInput
          label={t('users.field.username')}
          description={t('users.field.username_hint')}
          maxLength={100}
          required
          data-autofocus
          {...form.getInputProps('username')}
        />
        <TextInput label={t('users.field.name')} maxLength={100} required {...form.getInputProps('name')} />
        <TextInput label={t('users.field.email')} type="email" maxLength={254} {...form.getInputProps('email')} />
        <Switch
          label={t('users.email_confirm')}
          description={t('users.email_confirm_hint')}
          disabled={form.values.email.trim() === ''}
          {...form.getInputProps('emailVerified', { type: 'checkbox' })}
        />
        <NativeSelect
          label={t('users.field.role')}
          description={t(`role_hint.${form.values.role}`)}
          data={givable.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          {...form.getInputProps('role')}
        />
      </FormDrawer>
      <SecretDialog
        title={t('users.created', { name: created?.name ?? '' })}
        fields={
          created && [
            { label: t('users.field.username'), value: created.username },
            { label: t('users.initial_password'), value: created.initialPassword ?? '' },
          ]
        }
        onClose={() => {
          setCreated(null);
          if (created) void navigate(`/admin/users/${created.id}`);
        }}
      />
    </>
  );
};
