import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UserRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../components/form-drawer';
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
    initialValues: { name: user.name, email: user.email ?? '', role: user.role },
    validate: {
      name: (name) => (name.trim() ? null : t('form.required')),
      email: (email) => (email.trim() === '' || isEmail(email.trim()) ? null : t('form.email')),
    },
  });
  const drawer = useDrawerForm({
    form,
    mutation: change,
    fields: { 'account.email_taken': 'email', 'account.last_owner': 'role' },
    toInput: ({ name, email, role }) => ({
      name: name.trim(),
      email: email.trim() || null,
      ...(role === user.role ? {} : { role }),
    }),
    onDone: ({ name }) => toast(t('users.saved', { name })),
    onClose,
  });
  // An owner's role is shown even to those who may not give it.
  const choices = givable.includes(user.role) ? givable : [user.role];

  return (
    <FormDrawer
      opened={opened}
      title={t('users.edit_title', { name: user.name })}
      submitLabel={t('form.save')}
      {...drawer}
    >
      <TextInput label={t('users.field.name')} maxLength={100} required {...form.getInputProps('name')} />
      <TextInput label={t('users.field.email')} type="email" maxLength={254} {...form.getInputProps('email')} />
      <NativeSelect
        label={t('users.field.role')}
        description={t(`role_hint.${form.values.role}`)}
        data={choices.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        {...form.getInputProps('role')}
      />
    </FormDrawer>
  );
};
