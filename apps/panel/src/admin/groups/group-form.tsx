import { Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { GroupRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../components/form-drawer';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { useSaveGroup } from '../api/groups.api';

export interface GroupFormProps {
  /** Null to create one. */
  readonly group: GroupRecord | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const GroupForm = ({ group, opened, onClose }: GroupFormProps) => {
  const { t } = useTranslation('administration');
  const form = useForm({
    initialValues: { name: group?.name ?? '', description: group?.description ?? '' },
    validate: { name: (name) => (name.trim() ? null : t('panel:form.required')) },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useSaveGroup(group?.id ?? null),
    fields: { 'group.name_taken': 'name' },
    toInput: ({ name, description }) => ({ name: name.trim(), description: description.trim() || null }),
    onDone: ({ name }) => toast(t(group ? 'groups.saved' : 'groups.created', { name })),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={group ? t('groups.edit_title', { name: group.name }) : t('groups.create')}
      submitLabel={t(group ? 'panel:form.save' : 'panel:form.create')}
      {...drawer}
    >
      <TextInput
        label={t('groups.name')}
        description={t('groups.name_hint')}
        maxLength={100}
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Textarea label={t('groups.about')} maxLength={500} rows={3} {...form.getInputProps('description')} />
    </FormDrawer>
  );
};
