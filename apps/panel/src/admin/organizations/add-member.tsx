import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { OrganizationRecord, OrganizationRole } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../components/form-drawer';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { useAddMember } from '../api/organizations.api';
import { useRoleChoices } from './roles';

export interface AddMemberProps {
  readonly organization: OrganizationRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Adds an account by its exact username: people of an organization cannot look through the accounts of others. */
export const AddMember = ({ organization, opened, onClose }: AddMemberProps) => {
  const { t } = useTranslation('administration');
  const choices = useRoleChoices();
  const form = useForm<{ readonly username: string; readonly role: OrganizationRole }>({
    initialValues: { username: '', role: 'member' },
    validate: { username: (username) => (username.trim() ? null : t('panel:form.required')) },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useAddMember(organization.id),
    fields: {
      'account.not_found': 'username',
      'membership.duplicate': 'username',
      'token.exceeds_own_rights': 'role',
    },
    toInput: ({ username, role }) => ({ username: username.trim(), role }),
    onDone: ({ name }) => toast(t('organizations.added', { name })),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('organizations.add_member')}
      submitLabel={t('organizations.add_member')}
      {...drawer}
    >
      <TextInput
        label={t('panel:users.field.username')}
        description={t('organizations.username_hint')}
        maxLength={100}
        required
        data-autofocus
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('username')}
      />
      <NativeSelect
        label={t('organizations.role_label')}
        description={t('organizations.role_hint')}
        data={choices}
        {...form.getInputProps('role')}
      />
    </FormDrawer>
  );
};
