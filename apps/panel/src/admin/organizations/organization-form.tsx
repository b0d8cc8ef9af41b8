import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { OrganizationRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../components/form-drawer';
import { useDrawerForm } from '../../components/use-drawer-form';
import { useSaveOrganization } from '../api/organizations.api';

export interface OrganizationFormProps {
  /** Null to create one. */
  readonly organization: OrganizationRecord | null;
  readonly opened: boolean;
  readonly onDone: (organization: OrganizationRecord) => void;
  readonly onClose: () => void;
}

export const OrganizationForm = ({ organization, opened, onDone, onClose }: OrganizationFormProps) => {
  const { t } = useTranslation('administration');
  const form = useForm({
    initialValues: {
      name: organization?.name ?? '',
      slug: organization?.slug ?? '',
      contact: organization?.contact ?? '',
    },
    validate: {
      name: (name) => (name.trim() ? null : t('panel:form.required')),
      slug: (slug) => (/^[a-z0-9-]{2,40}$/.test(slug.trim()) ? null : t('organizations.slug_hint')),
    },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useSaveOrganization(organization?.id ?? null),
    fields: { 'organization.slug_taken': 'slug' },
    toInput: ({ name, slug, contact }) => ({
      ...{ name: name.trim(), slug: slug.trim() },
      contact: contact.trim() || null,
    }),
    onDone,
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={organization ? t('organizations.edit_title', { name: organization.name }) : t('organizations.create')}
      submitLabel={t(organization ? 'panel:form.save' : 'panel:form.create')}
      {...drawer}
    >
      <TextInput
        label={t('organizations.name')}
        maxLength={64}
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('organizations.slug')}
        description={t('organizations.slug_hint')}
        maxLength={40}
        required
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('slug')}
      />
      <TextInput
        label={t('organizations.contact')}
        description={t('organizations.contact_hint')}
        maxLength={255}
        {...form.getInputProps('contact')}
      />
    </FormDrawer>
  );
};
